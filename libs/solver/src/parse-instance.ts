import { parseDzn } from './dzn.js';
import { type Instance, InstanceError, type InstanceMeeting, type Session } from './instance.js';

/** Greatest sizes that are taken: far beyond any event, and what memory and numbers can bear. */
const MOST = { participants: 100_000, slots: 2000, meetings: 200_000, weight: 1e9, busy: 50_000_000 };

/**
 * Reads an instance from text: JSON when it begins with `{`, MiniZinc data otherwise.
 * Throws `InstanceError` naming the first thing that is wrong.
 */
export function parseInstance(text: string): Instance {
  if (!/^\s*\{/.test(text)) return checkInstance(parseDzn(text));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InstanceError('input', 'JSON or MiniZinc data');
  }
  return readInstance(value);
}

/** Reads an instance from parsed JSON. Throws `InstanceError` naming the first thing that is wrong. */
export function readInstance(value: unknown): Instance {
  const all = record(value, 'input');
  const meetings = array(all['meetings'], 'meetings').map(readMeeting);
  const instance: Instance = {
    participants: count(all['participants'], 'participants'),
    slots: count(all['slots'], 'slots'),
    meetings,
  };
  if (all['morningSlots'] !== undefined) instance.morningSlots = count(all['morningSlots'], 'morningSlots');
  if (all['notBefore'] !== undefined) instance.notBefore = count(all['notBefore'], 'notBefore');
  if (all['tables'] !== undefined) {
    instance.tables = Array.isArray(all['tables'])
      ? counts(all['tables'], 'tables')
      : count(all['tables'], 'tables');
  }
  if (all['forbidden'] !== undefined) {
    instance.forbidden = array(all['forbidden'], 'forbidden').map((x, i) => counts(x, `forbidden[${i + 1}]`));
  }
  return checkInstance(instance);
}

function readMeeting(value: unknown, i: number): InstanceMeeting {
  const where = `meetings[${i + 1}]`;
  const all = record(value, where);
  const meeting: InstanceMeeting = { a: count(all['a'], `${where}.a`), b: count(all['b'], `${where}.b`) };
  const { weight, session } = all;
  if (weight !== undefined) {
    if (typeof weight !== 'number' || !(weight > 0)) {
      throw new InstanceError(`${where}.weight`, 'a positive number');
    }
    meeting.weight = weight;
  }
  if (session !== undefined) {
    if (!isSession(session)) throw new InstanceError(`${where}.session`, 'morning, afternoon or any');
    meeting.session = session;
  }
  if (all['fixed'] !== undefined) meeting.fixed = count(all['fixed'], `${where}.fixed`);
  if (all['after'] !== undefined) meeting.after = counts(all['after'], `${where}.after`);
  return meeting;
}

/** Checks that every number names something that exists. Throws `InstanceError`. */
export function checkInstance(instance: Instance): Instance {
  const { participants, slots, meetings, forbidden, tables, morningSlots = slots } = instance;
  within(participants, 0, MOST.participants, 'participants');
  within(slots, 0, MOST.slots, 'slots');
  within(meetings.length, 0, MOST.meetings, 'number of meetings');
  within(participants * slots, 0, MOST.busy, 'participants × slots');
  within(morningSlots, 0, slots, 'morningSlots');
  if (Array.isArray(tables) && tables.length !== slots) throw new InstanceError('tables', `${slots} numbers`);
  if (forbidden && forbidden.length > participants) {
    throw new InstanceError('forbidden', `at most ${participants} sets`);
  }
  forbidden?.forEach((set, i) => set.forEach((t) => within(t, 1, slots, `forbidden[${i + 1}]`)));
  meetings.forEach((m, i) => {
    const where = `meetings[${i + 1}]`;
    within(m.a, 1, participants, `${where}.a`);
    within(m.b, 1, participants, `${where}.b`);
    if (m.a === m.b) throw new InstanceError(`${where}.b`, 'somebody else than a');
    if (m.weight !== undefined) within(m.weight, Number.MIN_VALUE, MOST.weight, `${where}.weight`);
    if (m.fixed) within(m.fixed, 1, slots, `${where}.fixed`);
    for (const x of m.after ?? []) within(x, 1, meetings.length, `${where}.after`);
  });
  return instance;
}

function within(value: number, low: number, high: number, where: string): void {
  if (!(value >= low && value <= high)) throw new InstanceError(where, `${low} to ${high}`);
}

function isSession(value: unknown): value is Session {
  return value === 'morning' || value === 'afternoon' || value === 'any';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (!isRecord(value)) throw new InstanceError(where, 'an object');
  return value;
}

function array(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw new InstanceError(where, 'a list');
  return value;
}

function count(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new InstanceError(where, 'a whole number');
  }
  return value;
}

function counts(value: unknown, where: string): number[] {
  return array(value, where).map((x) => count(x, where));
}
