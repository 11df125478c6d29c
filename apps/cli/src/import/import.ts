import path from 'node:path';
import {
  describeFinding,
  describeReport,
  ExchangeModule,
  ImportService,
  InvalidFiles,
} from '@foyer/exchange';
import { CommandProblem } from '../failure.js';
import { withRooms } from '../rooms.js';
import { readTextFile } from '../text-file.js';
import { importForeign, isForeign } from './import-agenda.js';

export interface ImportFlags {
  people?: string;
  publish?: boolean;
  event?: string;
  format?: string;
  confirm?: boolean;
  missing?: string;
  encoding?: string;
  sheet?: string;
}

/** More would scroll the first ones away. */
const shownFindings = 50;

/** `foyer import FILE [--people people.csv] [--publish]`: everything in one transaction, or nothing. */
export async function importCommand(file: string, flags: ImportFlags): Promise<void> {
  if (await isForeign(file, flags)) return importForeign(file, flags);
  if (flags.confirm) {
    throw new CommandProblem(
      'With an event file people are invited; --confirm goes with a table: foyer import people.csv --event SLUG --confirm',
    );
  }
  const event = await named(file);
  const people = flags.people === undefined ? undefined : await named(flags.people);
  const report = await withRooms([ExchangeModule], ({ get }) => {
    const input = { event, ...(people ? { people } : {}), publish: flags.publish ?? false };
    return get(ImportService).run(input, showStep);
  }).catch((error: unknown) => {
    clearStep();
    throw error instanceof InvalidFiles ? new CommandProblem(complain(error)) : error;
  });
  clearStep();
  for (const line of describeReport(report)) console.log(line);
  if (!report.published) console.log('It is a draft: import again with --publish to show it to everybody.');
}

async function named(file: string): Promise<{ name: string; content: string }> {
  return { name: path.relative('', file) || file, content: await readTextFile(file) };
}

function complain({ findings }: InvalidFiles): string {
  const lines = findings.slice(0, shownFindings).map(describeFinding);
  const more = findings.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    `Nothing was imported: ${findings.length === 1 ? 'one error' : `${findings.length} errors`}.`,
  ].join('\n');
}

/** On a screen the steps pass in one line; in a file or pipe they would only be noise. */
function showStep(step: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${step} …`);
}
function clearStep(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
