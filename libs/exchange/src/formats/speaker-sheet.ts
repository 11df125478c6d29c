import { CountryCode, languages } from '@foyer/contracts';
import {
  cleanLine,
  cleanText,
  cutText,
  longestText,
  longestTitle,
  type AgendaTable,
  type TableSpeaker,
  type TableText,
} from './agenda-table.js';
import { plainHeader } from './column-names.js';
import type { Sheet } from './sheet.js';

/** The sheet of speakers that an export wrote beside the sessions: what is known of each, found by the key. */
export function withSpeakerSheet(table: AgendaTable, sheet: Sheet): AgendaTable {
  const heading = (sheet.rows[0]?.cells ?? []).map(plainHeader);
  const column = (name: string): number => heading.indexOf(name);
  if (column('key') < 0 || column('name') < 0) return table;
  const rows = new Map(sheet.rows.slice(1).map(({ cells }) => [cells[column('key')]?.trim() ?? '', cells]));
  const details = (cells: readonly string[]): Partial<TableSpeaker> => {
    const line = (name: string): string => cutText(cleanLine(cells[column(name)] ?? ''), 200);
    const text = (name: string, max: number): TableText => {
      const found = languages.flatMap((code): [string, string | null][] => {
        const at = column(`${name} ${code}`);
        return at < 0 ? [] : [[code, cutText(cleanText(cells[at] ?? ''), max) || null]];
      });
      return Object.fromEntries(found);
    };
    const country = CountryCode.safeParse(line('country'));
    return {
      ...(line('name') ? { name: line('name').slice(0, 120).trim() } : {}),
      jobTitle: text('job title', longestTitle),
      organisation: line('organisation') || null,
      country: country.success ? country.data : null,
      biography: text('biography', longestText),
    };
  };
  return {
    ...table,
    speakers: table.speakers.map((speaker) => {
      const cells = speaker.slug === undefined ? undefined : rows.get(speaker.slug);
      return cells ? { ...speaker, ...details(cells) } : speaker;
    }),
  };
}
