import type { DraftSession } from '@foyer/contracts';
import { expect, it } from '@jest/globals';
import { between, bulkEdits, isBulk } from './bulk.js';
import { Groups } from './groups.js';
import { UndoStack, type Entry } from './undo.js';

const aSession = (id: string, startsAt: string, endsAt: string): DraftSession => ({
  ...{ id, slug: id, kind: 'talk', title: {}, abstract: null, startsAt, endsAt, room: null, track: null },
  ...{ language: 'en', speakers: [], moderators: [], questions: true, seats: null, streamUrl: null },
  ...{ version: 1, state: 'released', changed: [], editedBy: null },
});
const kyiv = 'Europe/Kyiv';

it('says nothing where everything is to stay', () => {
  expect(isBulk({ minutes: 0 })).toBe(false);
  expect([{ minutes: -5 }, { room: null }, { day: '2027-03-10' }].map(isBulk)).toEqual([true, true, true]);
});

it('moves to another day at the same time there, also where clocks change in between', () => {
  const talk = aSession('a', '2027-03-27T08:00:00.000Z', '2027-03-27T08:45:00.000Z');
  const night = aSession('b', '2027-03-27T01:30:00.000Z', '2027-03-27T02:00:00.000Z');
  const edits = bulkEdits([talk, night], { day: '2027-03-28', minutes: 5, room: null }, kyiv);
  expect(edits).toEqual([
    // 10:00 in Kyiv on either day; its clocks went forward in between.
    {
      session: 'a',
      fields: { startsAt: '2027-03-28T07:05:00.000Z', endsAt: '2027-03-28T07:50:00.000Z', room: null },
    },
    // 03:30 is skipped that day: as long after midnight as it was.
    {
      session: 'b',
      fields: { startsAt: '2027-03-28T01:35:00.000Z', endsAt: '2027-03-28T02:05:00.000Z', room: null },
    },
  ]);
});

it('changes nothing but what is said', () => {
  const talk = aSession('a', '2027-03-09T08:00:00.000Z', '2027-03-09T08:45:00.000Z');
  expect(bulkEdits([talk], { kind: 'break' }, kyiv)).toEqual([
    { session: 'a', fields: { kind: 'break', questions: false } },
  ]);
  expect(bulkEdits([talk], { kind: 'panel', track: 't' }, kyiv)).toEqual([
    { session: 'a', fields: { kind: 'panel', track: 't' } },
  ]);
});

it('reaches from one card to another over the rooms and times between them', () => {
  const blocks = [
    { id: 'a', column: 0, from: 600, to: 630 },
    { id: 'b', column: 1, from: 620, to: 700 },
    { id: 'c', column: 1, from: 700, to: 760 },
    { id: 'd', column: 2, from: 600, to: 630 },
  ];
  expect(between(blocks, 'a', 'b')).toEqual(['a', 'b']);
  expect(between(blocks, 'c', 'a')).toEqual(['a', 'b', 'c']);
  expect(between(blocks, 'a', 'd')).toEqual(['a', 'b', 'd']);
  expect(between(blocks, 'gone', 'd')).toEqual(['d']);
});

it('lets those wait together that were changed together, until all is saved', () => {
  const groups = new Groups();
  groups.add(['a', 'b']);
  groups.add(['b', 'c']);
  groups.add(['d']);
  expect(groups.with(['a'], ['a', 'b', 'c', 'd'])).toEqual(new Set(['a', 'b', 'c']));
  expect(groups.with(['a'], ['a', 'c'])).toEqual(new Set(['a']));
  groups.keep(new Set(['c']));
  expect(groups.with(['a'], ['a', 'b', 'c'])).toEqual(new Set(['a']));
});

it('undoes presses that follow each other on the same cards as one', () => {
  const stack = new UndoStack();
  const press = (at: number, step: number): Entry => ({
    ...{ kind: 'edit', action: 'move', at },
    edits: ['a', 'b'].map((session) => ({ session, before: { seats: step }, after: { seats: step + 1 } })),
  });
  stack.push(press(0, 1));
  stack.push(press(500, 2));
  stack.push(press(5_000, 3));
  expect(stack.takeUndo()).toMatchObject({ edits: [{ before: { seats: 3 } }, {}] });
  expect(stack.takeUndo()).toMatchObject({
    edits: [
      { session: 'a', before: { seats: 1 }, after: { seats: 3 } },
      { session: 'b', before: { seats: 1 }, after: { seats: 3 } },
    ],
  });
  expect(stack.canUndo).toBe(false);
});
