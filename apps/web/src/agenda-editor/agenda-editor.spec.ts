import { ProblemError } from '@foyer/client';
import type { AgendaConflict, DraftSession, SessionEdit, WorkingAgenda } from '@foyer/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { AgendaStore } from './agenda-store.js';
import { newBlock, sessionsOf } from './block-draft.js';
import { conflictKey, countBySession, distinctConflicts } from './conflicts.js';
import type { Doors } from './doors.js';
import { deedOf, sameValue } from './fields.js';
import { dayStart, daysOf, hoursOf, lanesOf, openHours, wished, type Block } from './geometry.js';
import { edgeCard, lengthened, movedBy, neighbour, roomBeside, slotTimes } from './moves.js';
import { Sheet } from './sheet.js';

const uuid = (number: number): string => `0198a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const aSession = (number: number, values: Partial<DraftSession> = {}): DraftSession => ({
  ...{ id: uuid(number), slug: `s-${number}`, kind: 'talk', title: { en: `S ${number}` }, abstract: null },
  ...{ startsAt: '2027-03-09T08:00:00.000Z', endsAt: '2027-03-09T08:30:00.000Z', room: null, track: null },
  ...{ language: 'en', speakers: [], moderators: [], questions: true, seats: null, streamUrl: null },
  ...{ version: 1, state: 'released', changed: [], editedBy: null },
  ...values,
});
const event = {
  startsAt: '2027-03-09T08:00:00.000Z',
  endsAt: '2027-03-11T13:00:00.000Z',
  timeZone: 'Europe/Kyiv',
};

describe('the geometry of a day', () => {
  it('begins on the clocks of the event, also where they skip midnight', () => {
    expect(new Date(dayStart('2027-03-09', 'Europe/Kyiv')).toISOString()).toBe('2027-03-08T22:00:00.000Z');
    // Beirut's clocks go from 00:00 to 01:00.
    expect(new Date(dayStart('2026-03-29', 'Asia/Beirut')).toISOString()).toBe('2026-03-28T22:00:00.000Z');
  });

  it('knows the days of the event and those of sessions outside', () => {
    expect(daysOf(event, [{ startsAt: '2027-03-13T08:00:00Z' }])).toEqual([
      '2027-03-09',
      '2027-03-10',
      '2027-03-11',
      '2027-03-13',
    ]);
  });

  it('shows whole hours around what is there', () => {
    const start = dayStart('2027-03-09', 'Europe/Kyiv');
    const oneDay = { ...event, endsAt: '2027-03-09T13:00:00.000Z' };
    expect(openHours(oneDay, start)).toEqual({ from: 600, to: 900 });
    expect(openHours(event, dayStart('2027-03-10', 'Europe/Kyiv'))).toEqual({ from: 540, to: 1080 });
    expect(hoursOf([{ from: 545, to: 610 }], { from: 600, to: 900 })).toEqual({ from: 480, to: 960 });
  });

  it('moves what is dragged, and stretches it at an edge to no less than five minutes', () => {
    const was = { from: 600, to: 610, column: 1 };
    expect(wished(was, 'move', 15, 2)).toEqual({ from: 615, to: 625, column: 2 });
    expect(wished(was, 'end', -30, 2)).toEqual({ from: 600, to: 605, column: 1 });
    expect(wished(was, 'start', 30, 0)).toEqual({ from: 605, to: 610, column: 1 });
  });

  it('puts what overlaps in one room side by side, and nothing over another', () => {
    const block = fc.record({
      column: fc.integer({ min: 0, max: 2 }),
      from: fc.integer({ min: 0, max: 100 }).map((five) => five * 5),
      length: fc.integer({ min: 1, max: 20 }).map((five) => five * 5),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), (made) => {
        const blocks: Block[] = made.map(({ column, from, length }, index) => ({
          ...{ id: String(index), column, from, to: from + length },
        }));
        const lanes = lanesOf(blocks);
        for (const one of blocks) {
          const its = lanes.get(one.id);
          expect(its && its.lane < its.lanes).toBe(true);
          for (const other of blocks) {
            const meet = one.column === other.column && one.from < other.to && other.from < one.to;
            if (one.id < other.id && meet) expect(lanes.get(other.id)?.lane).not.toBe(its?.lane);
          }
        }
      }),
    );
  });
});

describe('moves by keyboard', () => {
  const blocks: Block[] = [
    { id: 'a', column: 0, from: 600, to: 630 },
    { id: 'b', column: 0, from: 630, to: 700 },
    { id: 'c', column: 1, from: 625, to: 660 },
    { id: 'd', column: 2, from: 600, to: 900 },
    { id: 'e', column: 0, from: 630, to: 700 },
  ];

  it('go to the card that lies there', () => {
    expect(neighbour(blocks, 'a', 'down')).toBe('b');
    expect(neighbour(blocks, 'b', 'down')).toBe('e');
    expect(neighbour(blocks, 'e', 'up')).toBe('b');
    expect(neighbour(blocks, 'a', 'up')).toBeNull();
    expect(neighbour(blocks, 'a', 'right')).toBe('c');
    expect(neighbour(blocks, 'c', 'right')).toBe('d');
    expect(neighbour(blocks, 'd', 'left')).toBe('c');
    expect(neighbour(blocks, 'gone', 'down')).toBe('a');
    expect(edgeCard(blocks, 'first')).toBe('a');
  });

  it('reach every card of a room', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(times, (made) => {
        const column: Block[] = made.map(([from, length], index) => ({
          ...{ id: `x${String(index).padStart(3, '0')}`, column: 0, from, to: from + length },
        }));
        let at = edgeCard(column, 'first');
        while (at !== null && neighbour(column, at, 'up') !== null) at = neighbour(column, at, 'up');
        const reached = new Set<string>();
        for (; at !== null && !reached.has(at); at = neighbour(column, at, 'down')) reached.add(at);
        expect(reached.size).toBe(column.length);
      }),
    );
  });

  it('keep the length, and lengthen at the end', () => {
    const when = { startsAt: '2027-03-09T08:00:00.000Z', endsAt: '2027-03-09T08:30:00.000Z' };
    expect(movedBy(when, -5)).toEqual({
      startsAt: '2027-03-09T07:55:00.000Z',
      endsAt: '2027-03-09T08:25:00.000Z',
    });
    expect(lengthened(when, 5)).toEqual({ endsAt: '2027-03-09T08:35:00.000Z' });
    expect(lengthened({ ...when, endsAt: '2027-03-09T08:05:00.000Z' }, -5)).toBeNull();
    expect(roomBeside([null, 'x', 'y'], 'x', 1)).toBe('y');
    expect(roomBeside([null, 'x', 'y'], 'x', -1)).toBeNull();
    expect(roomBeside([null, 'x', 'y'], 'y', 1)).toBeUndefined();
  });

  it('make slots one after the other, or at once in rooms beside each other', () => {
    const first = Date.parse('2027-03-09T10:00:00.000Z');
    expect(slotTimes(first, 3, 15, 5, false).map(({ startsAt }) => startsAt.slice(11, 16))).toEqual([
      '10:00',
      '10:20',
      '10:40',
    ]);
    const full = { ...event, languages: ['uk'] as const };
    const draft = {
      ...newBlock('2027-03-09T10:00:00Z', 'r1', full),
      titles: ' Kyiv \n\nKharkiv',
      where: 'each',
    };
    expect(sessionsOf(draft, ['r1', 'r2'], full)).toMatchObject([
      { title: { uk: 'Kyiv' }, room: 'r1', startsAt: '2027-03-09T10:00:00.000Z' },
      { title: { uk: 'Kharkiv' }, room: 'r2', startsAt: '2027-03-09T10:00:00.000Z' },
    ]);
    expect(sessionsOf(draft, ['r1'], full)).toBeNull();
  });
});

describe('what changed', () => {
  it('is told by what fields say, not how they are written', () => {
    expect(sameValue('2027-03-09T08:00:00Z', '2027-03-09T10:00:00+02:00')).toBe(true);
    expect(sameValue({ en: 'a', ka: 'b' }, { ka: 'b', en: 'a' })).toBe(true);
    expect(sameValue(['a', 'b'], ['b', 'a'])).toBe(false);
    const before = aSession(1);
    expect(deedOf(before, { ...before, room: uuid(9) })).toBe('moved');
    expect(deedOf(before, { ...before, title: { en: 'X' } })).toBe('changed');
    expect(deedOf(before, { ...before, state: 'removed' })).toBe('removed');
    expect(deedOf({ ...before, state: 'removed' }, before)).toBe('restored');
    expect(deedOf(before, { ...before, version: 2 })).toBeNull();
  });

  it('counts a conflict of two once for each of them', () => {
    const conflict: AgendaConflict = {
      ...{ kind: 'room_twice', blocking: false, session: uuid(1), given: null, speaker: null, room: uuid(9) },
      ...{ startsAt: event.startsAt, endsAt: event.endsAt, commitment: null, meeting: null },
      other: { id: uuid(2), title: {} },
    };
    const turned = { ...conflict, session: uuid(2), other: { id: uuid(1), title: {} } };
    expect(conflictKey(conflict)).toBe(conflictKey(turned));
    expect(distinctConflicts([conflict, turned])).toHaveLength(1);
    expect(Object.fromEntries(countBySession([conflict, turned]))).toEqual({ [uuid(1)]: 1, [uuid(2)]: 1 });
  });
});

describe('the sheet', () => {
  it('leaves alone what nobody touches, and lets a change back be a change while one is on its way', () => {
    const sheet = new Sheet();
    sheet.receive(aSession(1));
    sheet.receive(aSession(2));
    const untouched = sheet.view(uuid(2));
    sheet.lay(uuid(1), { room: uuid(9) });
    expect(sheet.view(uuid(1))).toMatchObject({ room: uuid(9), state: 'changed' });
    expect(sheet.view(uuid(1))).toBe(sheet.view(uuid(1)));
    expect(sheet.view(uuid(2))).toBe(untouched);
    const sent = sheet.edits();
    sheet.takeOff(sent);
    sheet.lay(uuid(1), { room: null });
    sheet.settle(sent, [aSession(1, { room: uuid(9), version: 2 })]);
    expect(sheet.edits()).toEqual([{ session: uuid(1), version: 2, fields: { room: null } }]);
    expect(sheet.view(uuid(1))?.room).toBeNull();
  });

  it('does not fall back to what is older than an answer', () => {
    const sheet = new Sheet();
    sheet.receive(aSession(1));
    sheet.answered(aSession(1, { title: { en: 'Mine' }, version: 3, state: 'changed' }));
    sheet.receive(aSession(1, { title: { en: 'Older' }, version: 2, state: 'changed' }));
    expect(sheet.view(uuid(1))?.title.en).toBe('Mine');
    sheet.receive(aSession(1, { title: { en: 'Newer' }, version: 4, state: 'changed' }));
    expect(sheet.view(uuid(1))?.title.en).toBe('Newer');
  });
});

/** A server of one table: merges by field and refuses what somebody has changed since. */
class Table implements Doors {
  readonly rows = new Map<string, DraftSession>();
  readonly fieldVersions = new Map<string, number>();
  saves: SessionEdit[][] = [];
  gate: Promise<void> = Promise.resolve();
  store: AgendaStore | undefined;

  put(session: DraftSession, fields: Partial<DraftSession>, by: string): DraftSession {
    const next: DraftSession = { ...session, ...fields, version: session.version + 1, editedBy: by };
    this.rows.set(session.id, { ...next, state: session.state === 'new' ? 'new' : 'changed' });
    for (const field of Object.keys(fields)) this.fieldVersions.set(`${session.id}/${field}`, next.version);
    return this.rows.get(session.id) ?? next;
  }
  async edit(edits: readonly SessionEdit[]): Promise<DraftSession[]> {
    await this.gate;
    const errors = edits.flatMap(({ session, version, fields }, index) =>
      Object.keys(fields)
        .filter((field) => (this.fieldVersions.get(`${session}/${field}`) ?? 0) > version)
        .map((field) => ({ pointer: `/edits/${index}/fields/${field}`, message: 'changed since' })),
    );
    if (errors.length > 0) {
      const problem = { type: '/problems/edit_conflict', title: '', status: 409 };
      throw new ProblemError({ ...problem, code: 'edit_conflict', errors });
    }
    this.saves.push([...edits]);
    return edits.flatMap(({ session, fields }) => {
      const row = this.rows.get(session);
      return row ? this.put(row, fields, 'Natia') : [];
    });
  }
  /** What would not fit as long as a session is among those asked about. */
  conflicts: AgendaConflict[] = [];
  async check(asked: readonly { session: string | null }[]): Promise<AgendaConflict[]> {
    await Promise.resolve();
    return this.conflicts.filter((one) => asked.some(({ session }) => session === one.session));
  }
  async create(): Promise<DraftSession[]> {
    await this.gate;
    const made = aSession(this.rows.size + 100, { state: 'new' });
    this.rows.set(made.id, made);
    return [made];
  }
  async remove(id: string): Promise<void> {
    await this.gate;
    this.rows.delete(id);
  }
  async removeAll(wanted: readonly { session: string; version: number }[]): Promise<DraftSession[]> {
    await this.gate;
    if (wanted.some(({ session, version }) => (this.rows.get(session)?.version ?? 0) > version))
      throw new ProblemError({
        ...{ type: '/problems/edit_conflict', title: '' },
        status: 409,
        code: 'edit_conflict',
      });
    return wanted.flatMap(({ session }) => {
      const row = this.rows.get(session);
      if (row?.state === 'new') this.rows.delete(session);
      if (!row || row.state === 'new') return [];
      const marked = { ...this.put(row, {}, 'Natia'), state: 'removed' as const };
      this.rows.set(session, marked);
      return [marked];
    });
  }
  restoreAll(ids: readonly string[]): Promise<DraftSession[]> {
    return Promise.resolve(
      ids.flatMap((id) => {
        const row = this.rows.get(id);
        return row ? this.put(row, {}, 'Natia') : [];
      }),
    );
  }
  restore(): Promise<DraftSession> {
    return Promise.reject(new Error('not here'));
  }
  reload(): Promise<WorkingAgenda> {
    const places = { speakers: [], rooms: [], tracks: [], absences: [], materials: [] };
    return Promise.resolve({ sessions: [...this.rows.values()], ...places });
  }
}

describe('the store of an editor', () => {
  let table: Table;
  let store: AgendaStore;
  const move = (minutes: number): boolean => {
    const view = store.sheet.view(uuid(1));
    return view ? store.edit([{ session: uuid(1), fields: movedBy(view, minutes) }], 'move') : false;
  };
  const rest = (): Promise<void> => jest.advanceTimersByTimeAsync(5_000);

  beforeEach(() => {
    jest.useFakeTimers();
    table = new Table();
    for (const number of [1, 2]) table.rows.set(uuid(number), aSession(number));
    store = new AgendaStore(table);
    store.receive([...table.rows.values()]);
  });
  afterEach(() => {
    store.stop();
    jest.useRealTimers();
  });

  it('shows every press at once and saves them together, never losing the last', async () => {
    for (let press = 0; press < 5; press++) move(5);
    expect(store.get()).toMatchObject({ status: 'unsaved' });
    let open = (): void => undefined;
    table.gate = new Promise((resolve) => (open = resolve));
    await jest.advanceTimersByTimeAsync(400);
    expect(store.get().status).toBe('saving');
    move(-25);
    open();
    await rest();
    expect(table.saves).toHaveLength(2);
    expect(table.rows.get(uuid(1))?.startsAt).toBe('2027-03-09T08:00:00.000Z');
    expect(store.get()).toMatchObject({ status: 'saved', news: null });
  });

  it('asks where another has changed the same field, and keeps what is chosen', async () => {
    for (const choice of ['mine', 'theirs'] as const) {
      const row = table.rows.get(uuid(1)) ?? aSession(1);
      store.edit(
        [{ session: row.id, fields: { title: { en: `Mine ${choice}` }, seats: row.version } }],
        'form',
      );
      table.put(row, { title: { en: `Theirs ${choice}` } }, 'Ana');
      await rest();
      expect(store.get().questions).toMatchObject([{ field: 'title', by: 'Ana', while: 'saving' }]);
      // Nothing is lost meanwhile.
      expect(store.sheet.view(row.id)?.title.en).toBe(`Mine ${choice}`);
      store.answer(`${row.id}/title`, choice);
      await rest();
      const title = choice === 'mine' ? 'Mine mine' : 'Theirs theirs';
      expect(table.rows.get(row.id)).toMatchObject({ title: { en: title }, seats: row.version });
      expect(store.get()).toMatchObject({ status: 'saved', questions: [] });
    }
  });

  it('undoes and does again, and asks before it undoes what another has made of it', async () => {
    move(5);
    await rest();
    await store.history.undo();
    await rest();
    expect(table.rows.get(uuid(1))?.startsAt).toBe('2027-03-09T08:00:00.000Z');
    await store.history.redo();
    await rest();
    expect(table.rows.get(uuid(1))?.startsAt).toBe('2027-03-09T08:05:00.000Z');
    const row = table.rows.get(uuid(1)) ?? aSession(1);
    table.put(row, { startsAt: '2027-03-09T08:20:00.000Z' }, 'Ana');
    store.receive([...table.rows.values()]);
    expect(store.get().news).toMatchObject({ by: 'Ana', deed: 'moved' });
    expect(store.get().fresh.has(uuid(1))).toBe(true);
    await store.history.undo();
    expect(store.get().questions).toMatchObject([{ field: 'startsAt', while: 'undoing', by: 'Ana' }]);
    store.answer(`${uuid(1)}/startsAt`, 'theirs');
    await rest();
    expect(table.rows.get(uuid(1))?.startsAt).toBe('2027-03-09T08:20:00.000Z');
    expect(store.get().fresh.size).toBe(0);
  });

  it('holds all that was changed in one go where one of it does not fit, and undoes it as one', async () => {
    const both = () =>
      store.edit(
        [1, 2].map((number) => ({ session: uuid(number), fields: { seats: 5 } })),
        'form',
      );
    table.conflicts = [
      {
        ...{
          kind: 'room_twice',
          blocking: false,
          session: uuid(2),
          given: null,
          speaker: null,
          room: uuid(9),
        },
        ...{ startsAt: event.startsAt, endsAt: event.endsAt, commitment: null, meeting: null, other: null },
      },
    ];
    both();
    await rest();
    expect(store.get()).toMatchObject({ status: 'held', waiting: new Set([uuid(1), uuid(2)]) });
    expect(table.saves).toEqual([]);
    store.takeBack();
    await rest();
    expect(store.get()).toMatchObject({ status: 'saved', waiting: new Set() });
    expect(store.sheet.view(uuid(1))?.seats).toBeNull();

    both();
    await rest();
    store.saveAnyway();
    await rest();
    expect(table.saves).toMatchObject([[{ session: uuid(1) }, { session: uuid(2) }]]);
    table.conflicts = [];
    expect(await store.history.undo()).toMatchObject({ deed: 'edited', count: 2 });
    await rest();
    expect([1, 2].map((number) => table.rows.get(uuid(number))?.seats)).toEqual([null, null]);
  });

  it('asks about the one that another has changed, and saves the others', async () => {
    const row = table.rows.get(uuid(1)) ?? aSession(1);
    store.edit(
      [1, 2].map((number) => ({ session: uuid(number), fields: { track: uuid(9) } })),
      'form',
    );
    table.put(row, { track: uuid(8) }, 'Ana');
    await rest();
    expect(store.get().questions).toMatchObject([{ session: uuid(1), field: 'track', by: 'Ana' }]);
    await rest();
    expect(table.rows.get(uuid(2))?.track).toBe(uuid(9));
    store.answer(`${uuid(1)}/track`, 'theirs');
    await rest();
    expect(table.rows.get(uuid(1))?.track).toBe(uuid(8));
  });

  it('takes several out and back in one go, with what was not saved yet; none where one has changed', async () => {
    const [made] = await store.create([aSession(7)]);
    const ids = [uuid(1), made?.id ?? ''];
    store.edit([{ session: uuid(1), fields: { seats: 5 } }], 'form');
    await store.removals.remove(...ids);
    expect(table.rows.get(uuid(1))).toMatchObject({ state: 'removed', seats: 5 });
    expect(store.get().sessions.size).toBe(2);
    expect(await store.history.undo()).toMatchObject({ deed: 'restored', count: 2 });
    expect(store.get().sessions.size).toBe(3);
    expect(await store.history.redo()).toMatchObject({ deed: 'removed', count: 2 });
    await store.history.undo();

    const late = [...store.get().sessions.keys()];
    table.put(table.rows.get(uuid(2)) ?? aSession(2), { seats: 7 }, 'Ana');
    await expect(store.removals.remove(...late)).rejects.toMatchObject({
      problem: { code: 'edit_conflict' },
    });
    expect([...store.get().sessions.values()].map(({ state }) => state)).not.toContain('removed');
    // It has seen by then what Ana did, and may take it out.
    expect(store.sheet.view(uuid(2))?.seats).toBe(7);
    await store.removals.remove(...late);
    expect(table.rows.get(uuid(2))?.state).toBe('removed');
  });

  it('brings back under another id what was never released, and knows it afterwards', async () => {
    const [made] = await store.create([aSession(7)]);
    store.edit([{ session: made?.id ?? '', fields: { title: { en: 'Changed' } } }], 'form');
    await rest();
    let open = (): void => undefined;
    table.gate = new Promise((resolve) => (open = resolve));
    const removed = store.removals.remove(made?.id ?? '');
    // Pressed before the answer is there: it is about the removal all the same.
    const undone = store.history.undo();
    open();
    await removed;
    expect(await undone).toMatchObject({ deed: 'restored', count: 1 });
    expect(store.get().sessions.size).toBe(3);
    await store.history.undo();
    await store.history.undo();
    expect(store.get().sessions.size).toBe(2);
    expect(await store.history.undo()).toBeNull();
  });

  it('takes no session out by undoing, or by doing again, that shall be asked about first', async () => {
    const [made] = await store.create([aSession(7)]);
    const id = made?.id ?? '';
    const asked: string[][] = [];
    const spare = (leaving: readonly DraftSession[]): boolean => {
      asked.push(leaving.map((session) => session.id));
      return true;
    };
    // Pressed twice: the second one is about the session itself.
    store.edit([{ session: id, fields: { title: { en: 'Changed' } } }], 'form');
    expect(await Promise.all([store.history.undo(spare), store.history.undo(spare)])).toMatchObject([
      { deed: 'edited' },
      { deed: 'spared' },
    ]);
    expect(store.get()).toMatchObject({ canUndo: true });
    expect(store.get().sessions.has(id)).toBe(true);
    expect(await store.history.undo()).toMatchObject({ deed: 'removed' });
    await store.history.redo();
    const again = [...store.get().sessions.values()].find(({ state }) => state === 'new');
    await store.removals.remove(again?.id ?? '');
    await store.history.undo();
    expect(await store.history.redo(spare)).toMatchObject({ deed: 'spared' });
    expect(store.get()).toMatchObject({ canRedo: true });
    expect(store.get().sessions.size).toBe(3);
    expect(asked).toHaveLength(2);
  });
});
