import fs from 'node:fs/promises';
import path from 'node:path';
import { ExchangeModule, ImportService } from '@foyer/exchange';
import { generateEvent, type GeneratedEvent, type GenerateOptions } from '@foyer/rehearsal';
import { withRooms } from '../rooms.js';

/** `foyer generate-event --people 500 --out FOLDER`: the files of an invented event, to be imported. */
export async function generateCommand(flags: { people: number; seed: number; out: string }): Promise<void> {
  const { event, people, slug } = generateEvent(flags);
  await fs.mkdir(flags.out, { recursive: true });
  const [file, table] = [path.join(flags.out, 'event.yaml'), path.join(flags.out, 'people.csv')];
  await fs.writeFile(file, event);
  await fs.writeFile(table, people);
  console.log(`npx foyer import ${file} --people ${table} --publish`);
  console.log(`npx foyer rehearse ${slug}`);
}

/** Generates an event and imports it, published, into the database here. */
export async function generateHere(options: GenerateOptions): Promise<GeneratedEvent> {
  const generated = generateEvent(options);
  await withRooms([ExchangeModule], ({ get }) =>
    get(ImportService).run(
      {
        event: { name: 'event.yaml', content: generated.event },
        people: { name: 'people.csv', content: generated.people },
        publish: true,
      },
      () => undefined,
    ),
  );
  return generated;
}
