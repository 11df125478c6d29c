import fs from 'node:fs';
import path from 'node:path';
import { agendaFormats } from '@foyer/contracts';
import { expect, it } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import type { AgendaTable, WriteContext } from './agenda-table.js';
import { formatOf, readAgenda, writeAgenda } from './formats.js';

/** Real public schedules lie beside the project where somebody works on it; they are never part of it. */
const folder = path.resolve(process.env['SCHEDULES'] ?? '../shared/schedules');
const there = fs.existsSync(path.join(folder, 'schedule.xml.xsd'));
const real = there ? it : it.skip;
const read = (name: string): Buffer => fs.readFileSync(path.join(folder, name));

const context: WriteContext = {
  slug: 'a-camp-of-2019',
  timeZone: 'Europe/Berlin',
  language: 'en',
  startsAt: '2019-08-21T07:00:00.000Z',
  endsAt: '2019-08-26T02:00:00.000Z',
  publicUrl: 'https://foyer.test',
  version: '1',
};

const shown = (table: AgendaTable) =>
  table.sessions
    .map(({ guid, startsAt, endsAt, title, room, track, speakers = [] }) => ({
      ...{ guid, startsAt, endsAt, title: Object.values(title)[0], room: room ?? null, track: track ?? null },
      speakers: speakers.map((key) => table.speakers.find((speaker) => speaker.key === key)?.name).sort(),
    }))
    .sort((a, b) => (a.guid < b.guid ? -1 : 1));

real.each([
  ['frab-camp2019.json', 79],
  ['pretalx-democon.json', 36],
  ['31c3-schedule.xml', 138],
] as const)('%s is read whole, and written and read again without a loss', async (name, sessions) => {
  const bytes = read(name);
  const table = await readAgenda(formatOf(bytes, name), bytes, context);
  expect(table.notices.filter(({ level }) => level === 'error')).toEqual([]);
  expect(table.sessions).toHaveLength(sessions);
  for (const format of agendaFormats) {
    const own = {
      ...table,
      speakers: table.speakers.map((speaker, n) => ({ ...speaker, slug: `speaker-${n}` })),
    };
    const english = JSON.parse(JSON.stringify(own).replaceAll('"und":', '"en":')) as AgendaTable;
    const again = await readAgenda(format, await writeAgenda(format, english, context), context);
    expect([format, again.notices.filter(({ level }) => level === 'error')]).toEqual([format, []]);
    expect([format, shown(again)]).toEqual([format, shown(table)]);
  }
  const written = (await writeAgenda('schedule-xml', table, context)).toString();
  const valid = await validateXML({
    xml: [{ fileName: 'schedule.xml', contents: written }],
    schema: [read('schedule.xml.xsd').toString()],
  });
  expect(valid.errors.map(({ message }) => message)).toEqual([]);
});
