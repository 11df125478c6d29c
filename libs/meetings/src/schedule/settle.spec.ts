import { expect, it } from '@jest/globals';
import type { PlanBase } from './plan.js';
import { settle, type Standing } from './settle.js';

const at = (minutes: number): number => Date.parse('2026-12-14T10:00:00Z') + minutes * 60_000;
/** Three slots of 20 minutes with so many tables. */
const columns = (tables: number | null): PlanBase['columns'] =>
  [0, 20, 40].map((minutes) => ({
    startsAt: new Date(at(minutes)).toISOString(),
    endsAt: new Date(at(minutes + 20)).toISOString(),
    places: tables,
    slots: [{ id: `slot-${minutes}`, tables }],
  }));
const slotOf = (column: number): string => `slot-${column * 20}`;

/** Pairs of letters, and the column in which each stands. */
function aPlan(pairs: Record<string, number | null>, tables: number | null = null): PlanBase {
  const letters = [...new Set(Object.keys(pairs).join(''))].sort();
  return {
    columns: columns(tables),
    people: letters.map((id) => ({ id, blocked: [] })),
    meetings: Object.entries(pairs).map(([pair, from]) => ({
      ...{ request: pair, a: letters.indexOf(pair[0] ?? ''), b: letters.indexOf(pair[1] ?? ''), from },
      stood: from === null ? null : { slot: slotOf(from), table: tables === null ? null : 1 },
      fixed: false,
    })),
  };
}
/** As the plan's run has found it. */
function asBefore({ meetings, columns: own }: PlanBase): Standing {
  const standing = meetings.flatMap(({ request, from, stood }) =>
    stood ? [{ request, from: from ?? 0, ...stood }] : [],
  );
  return {
    now: at(-60),
    agreed: new Set(meetings.map(({ request }) => request)),
    live: new Map(
      standing.map(({ request, from, slot }) => [
        request,
        { id: `m-${request}`, slot, startsAt: at(from * 20), booked: true, people: 2 },
      ]),
    ),
    cancelled: new Map(),
    busy: standing.flatMap(({ request, from }) =>
      [...request].map((person) => ({
        ...{ person, ref: `m-${request}`, startsAt: at(from * 20), endsAt: at(from * 20 + 20) },
      })),
    ),
    taken: standing.map(({ request, slot, table }) => ({ slot, table, meeting: `m-${request}` })),
    room: new Map(),
    open: new Set(own.flatMap(({ slots }) => slots.map(({ id }) => id))),
  };
}
const place = (...columns_: number[]) => ({ at: columns_, tables: [] });
const said = ({ steps, leftOut }: ReturnType<typeof settle>) => [
  ...steps.map(({ kind, request, seat }) => `${kind} ${request} ${seat?.slot ?? '-'}`),
  ...leftOut.map(({ request, why }) => `${request}: ${why}`),
];

it('books, moves and takes out; people who change places do so at once', () => {
  const plan = aPlan({ AB: 0, CD: 1, AC: null, BD: 2 }, 1);
  expect(said(settle(plan, place(1, 0, 2, -1), asBefore(plan)))).toEqual([
    'move AB slot-20',
    'move CD slot-0',
    'book AC slot-40',
    'remove BD -',
  ]);
});

it('leaves one that cannot move where it stands, and with it those who counted on its going', () => {
  const plan = aPlan({ AB: 0, AC: 1, CD: null, EF: null });
  const standing = asBefore(plan);
  // B has taken something on at the time to which AB was to move.
  const busy = [...standing.busy, { person: 'B', ref: 'own', startsAt: at(25), endsAt: at(30) }];
  expect(said(settle(plan, place(1, 0, 1, 0), { ...standing, busy }))).toEqual([
    'book EF slot-0',
    'AB: busy',
    'AC: busy',
    'CD: busy',
  ]);
});

it('gives no table twice, and none of a slot that was closed', () => {
  const plan = aPlan({ AB: null, CD: null, EF: null }, 1);
  const standing = asBefore(plan);
  const taken = [{ slot: slotOf(0), table: 1, meeting: 'of others' }];
  const open = new Set([slotOf(0), slotOf(1)]);
  expect(said(settle(plan, place(0, 1, 2), { ...standing, taken, open }))).toEqual([
    'book CD slot-20',
    'EF: changed',
    'AB: tables',
  ]);
});

it('touches nothing that has begun, that somebody has moved, called off or joined meanwhile', () => {
  const plan = aPlan({ AB: 0, CD: 0, EF: 0, GH: null, IJ: 2 });
  const standing = asBefore(plan);
  const { live } = standing;
  const changed = new Map(live)
    .set('CD', { ...live.get('CD')!, slot: slotOf(2) })
    .set('EF', { ...live.get('EF')!, people: 3 });
  const agreed = new Set([...standing.agreed].filter((request) => request !== 'GH'));
  expect(
    said(settle(plan, place(1, 1, 1, 1, 1), { ...standing, live: changed, agreed, now: at(5) })),
  ).toEqual(['move IJ slot-20', 'AB: past', 'CD: changed', 'EF: changed', 'GH: gone']);
});

it('gives nobody more meetings than they may have; one that is taken out makes room', () => {
  const plan = aPlan({ AB: 0, AC: null, AD: null, EF: null });
  const standing = { ...asBefore(plan), room: new Map([['A', 0]]) };
  expect(said(settle(plan, place(0, 1, 2, 1), standing))).toEqual([
    'book EF slot-20',
    'AC: limit',
    'AD: limit',
  ]);
  expect(said(settle(plan, place(-1, 1, 2, 1), standing))).toEqual([
    'remove AB -',
    'book AC slot-20',
    'book EF slot-20',
    'AD: limit',
  ]);
});
