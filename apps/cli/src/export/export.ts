import fs from 'node:fs/promises';
import { agendaFormats, exportedLists, listFormats } from '@foyer/contracts';
import { AgendaExportService, ExchangeModule, ExportService, ListExportService } from '@foyer/exchange';
import { Problem } from '@foyer/platform';
import { CommandProblem } from '../failure.js';
import { withRooms } from '../rooms.js';

export interface ExportFlags {
  format: string;
  out?: string;
  people?: string;
  draft?: boolean;
}

/** `foyer export EVENT [--format schedule-xml] [--out file] [--people people.csv]` */
export async function exportCommand(event: string, flags: ExportFlags): Promise<void> {
  const { main, people } = await withRooms([ExchangeModule], async ({ get }) => ({
    main: await write(get, event, flags),
    people: flags.people === undefined ? null : await get(ExportService).people(event),
  })).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found')
      throw new CommandProblem(`There is no event ${event}.`);
    if (error instanceof Problem && error.code === 'forbidden')
      throw new CommandProblem(`${event} has no organiser yet; lists are for organisers.`);
    throw error;
  });
  if (flags.out === undefined) process.stdout.write(main);
  else await save(flags.out, main);
  if (flags.people !== undefined && people !== null) await save(flags.people, people);
}

type Get = Parameters<Parameters<typeof withRooms>[1]>[0]['get'];

async function write(
  get: Get,
  event: string,
  { format, draft = false }: ExportFlags,
): Promise<string | Buffer> {
  if (format === 'event') return get(ExportService).event(event);
  const agenda = agendaFormats.find((one) => one === format);
  if (agenda)
    return (await get(AgendaExportService).ofEvent(event, agenda, draft ? 'draft' : 'released')).bytes;
  const list = exportedLists.find((one) => format.startsWith(`${one}-`));
  const kind = listFormats.find((one) => format === `${list ?? ''}-${one}`);
  if (!list || !kind) {
    const lists = exportedLists.flatMap((name) => listFormats.map((one) => `${name}-${one}`));
    throw new CommandProblem(
      `${format} is no format; known are event, ${[...agendaFormats, ...lists].join(', ')}.`,
    );
  }
  return (await get(ListExportService).ofEvent(event, list, kind)).bytes;
}

async function save(file: string, content: string | Buffer): Promise<void> {
  try {
    await fs.writeFile(file, content);
  } catch (error) {
    throw new CommandProblem(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  console.error(`wrote ${file}`);
}
