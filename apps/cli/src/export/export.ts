import fs from 'node:fs/promises';
import { ExchangeModule, ExportService } from '@foyer/exchange';
import { Problem } from '@foyer/platform';
import { CommandProblem } from '../failure.js';
import { withRooms } from '../rooms.js';

export interface ExportFlags {
  out?: string;
  people?: string;
}

/** `foyer export EVENT [--out event.yaml] [--people people.csv]` */
export async function exportCommand(event: string, flags: ExportFlags): Promise<void> {
  const { yaml, csv } = await withRooms([ExchangeModule], async ({ get }) => {
    const exporter = get(ExportService);
    return {
      yaml: await exporter.event(event),
      csv: flags.people === undefined ? null : await exporter.people(event),
    };
  }).catch((error: unknown) => {
    throw error instanceof Problem && error.code === 'not_found'
      ? new CommandProblem(`There is no event ${event}.`)
      : error;
  });
  if (flags.out === undefined) process.stdout.write(yaml);
  else await write(flags.out, yaml);
  if (flags.people !== undefined && csv !== null) await write(flags.people, csv);
}

async function write(file: string, content: string): Promise<void> {
  try {
    await fs.writeFile(file, content);
  } catch (error) {
    throw new CommandProblem(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  console.error(`wrote ${file}`);
}
