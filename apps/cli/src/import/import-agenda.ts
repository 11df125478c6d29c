import fs from 'node:fs/promises';
import path from 'node:path';
import { agendaFormats, type AgendaFormat } from '@foyer/contracts';
import {
  CommandImportService,
  ExchangeModule,
  InvalidAgenda,
  InvalidPeople,
  isPeopleTable,
  UnreadableFile,
  type Notice,
} from '@foyer/exchange';
import { i18nFor } from '@foyer/locales';
import { Problem } from '@foyer/platform';
import { CommandProblem } from '../failure.js';
import { withRooms } from '../rooms.js';
import type { ImportFlags } from './import.js';

const shownNotices = 50;

/** Whether the file is another system's, and not an event file of ours. */
export async function isForeign(file: string, { format }: ImportFlags): Promise<boolean> {
  if (format !== undefined) return format !== 'event';
  const ending = path.extname(file).toLowerCase();
  if (['.yaml', '.yml'].includes(ending)) return false;
  const head = (await bytesOf(file)).subarray(0, 200_000).toString('utf8');
  return ending === '.json' ? /"schedule"\s*:/.test(head) : true;
}

/** `foyer import schedule.xml [--event SLUG] [--publish]`, `foyer import people.csv --event SLUG [--confirm]` */
export async function importForeign(file: string, flags: ImportFlags): Promise<void> {
  const bytes = await bytesOf(file);
  const name = path.relative('', file) || file;
  const reading = {
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    ...(flags.sheet === undefined ? {} : { sheet: flags.sheet }),
  };
  const format = agendaFormats.find((one) => one === flags.format);
  if (flags.format !== undefined && flags.format !== 'people' && !format)
    throw new CommandProblem(
      `${flags.format} is no format; known are event, people, ${agendaFormats.join(', ')}.`,
    );
  if (flags.missing !== 'keep' && flags.missing !== 'remove')
    throw new CommandProblem('--missing is keep or remove.');
  try {
    const people = flags.format === 'people' || (!format && (await looksLikePeople(bytes, name, reading)));
    if (people) await importPeople(name, bytes, flags, reading);
    else await importAgenda(name, bytes, format, { ...flags, missing: flags.missing }, reading);
  } catch (error) {
    throw await explained(error, name, flags.event);
  }
}

async function importAgenda(
  name: string,
  bytes: Buffer,
  format: AgendaFormat | undefined,
  flags: ImportFlags & { missing: 'keep' | 'remove' },
  reading: { encoding?: string; sheet?: string },
): Promise<void> {
  const { event, publish = false, missing } = flags;
  const report = await withRooms([ExchangeModule], ({ get }) =>
    get(CommandImportService).agenda({ name, bytes, format, event, publish, missing, reading }),
  );
  const { plan, done } = report;
  for (const line of await sentences(plan.notices, name)) console.error(line);
  console.log(`Event ${report.event}: ${report.created ? 'created' : 'found'}`);
  console.log(
    `Sessions: ${done.added} new, ${done.changed} changed, ${plan.same} as they were, ${done.removed} taken out`,
  );
  if (plan.missing.length && missing === 'keep')
    console.log(`  in the event but not in the file, left alone: ${plan.missing.length}`);
  console.log(`Speakers: ${plan.speakers.added.length} new, ${plan.speakers.changed.length} changed`);
  if (report.release !== null) console.log(`Released, as number ${report.release}: everybody sees it.`);
  else if (!publish && done.added + done.changed + done.removed > 0)
    console.log('It waits in the draft: release it in the web app, or import again with --publish.');
}

async function importPeople(
  name: string,
  bytes: Buffer,
  { event, confirm = false }: ImportFlags,
  reading: { encoding?: string; sheet?: string },
): Promise<void> {
  if (event === undefined) throw new CommandProblem('Say which event these people are for: --event SLUG.');
  const { created, updated, kept, skipped } = await withRooms([ExchangeModule], ({ get }) =>
    get(CommandImportService).invite(event, bytes, reading, confirm),
  );
  console.log(
    `People: ${created} new, ${updated} updated, ${kept} left as they were, ${skipped} doubles left out (${name})`,
  );
}

async function looksLikePeople(
  bytes: Buffer,
  name: string,
  reading: { encoding?: string; sheet?: string },
): Promise<boolean> {
  return /\.(?:csv|tsv|txt|xlsx)$/i.test(name) && (await isPeopleTable(bytes, reading));
}

async function explained(error: unknown, name: string, event: string | undefined): Promise<unknown> {
  const notices =
    error instanceof UnreadableFile
      ? [error.notice]
      : error instanceof InvalidAgenda
        ? error.plan.notices
        : error instanceof InvalidPeople
          ? error.table.notices
          : null;
  if (notices) {
    const wrong = notices.filter(({ level }) => level === 'error');
    const lines = (await sentences(wrong, name)).slice(0, shownNotices);
    const more = wrong.length - lines.length;
    return new CommandProblem(
      [...lines, ...(more > 0 ? [`and ${more} more`] : []), 'Nothing was imported.'].join('\n'),
    );
  }
  if (error instanceof Problem && error.code === 'not_found')
    return new CommandProblem(`There is no event ${event ?? ''}.`);
  if (error instanceof Problem && error.code !== 'internal')
    return new CommandProblem(
      `${(await i18nFor('en')).t(`problems:${error.code}`, error.params)}\nNothing was imported.`,
    );
  return error;
}

/** `schedule.xml:12 starts: There is no title.` */
async function sentences(notices: readonly Notice[], name: string): Promise<string[]> {
  const { t } = await i18nFor('en');
  return notices.map(({ code, params, line, path: at }) => {
    const where = `${name}${line === null ? '' : `:${line}`}${at ? ` ${at}` : ''}`;
    return `${where}: ${t(`exchange:notice.${code}`, params)}`;
  });
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await fs.readFile(file);
  } catch (error) {
    throw new CommandProblem(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
