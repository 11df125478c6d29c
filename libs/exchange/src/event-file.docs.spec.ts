import fs from 'node:fs';
import { expect, it } from '@jest/globals';
import { EventFile, PersonRow } from '@foyer/contracts';
import { z } from 'zod';
import { readEventFile } from './event-file.reader.js';
import { readPeople } from './people.reader.js';

const page = fs.readFileSync(new URL('../../../docs/event-file.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');

it('documents the event file by its very schema', () => {
  // To renew the page, put what is received here between the fences of its last json block.
  expect(JSON.parse(blocks('json').at(-1) ?? '')).toEqual(
    JSON.parse(JSON.stringify(z.toJSONSchema(EventFile, { io: 'input', target: 'draft-2020-12' }))),
  );
});

it('names every column of the table of people', () => {
  for (const column of Object.keys(PersonRow.shape)) expect(page).toContain(`\`${column}\``);
});

it('shows examples that can be imported', () => {
  const { event } = readEventFile('example.yaml', blocks('yaml')[0] ?? '');
  expect(event.sessions).not.toHaveLength(0);
  expect(readPeople('example.csv', blocks('csv')[0] ?? '', event)).not.toHaveLength(0);
});
