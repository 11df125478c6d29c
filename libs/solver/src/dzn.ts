import { type Instance, InstanceError, type InstanceMeeting, type Session } from './instance.js';

/** Reads an instance in the MiniZinc data format of the published B2B scheduling instances. */
export function parseDzn(data: string): Instance {
  // What a comment says is no data.
  const text = data.replace(/%.*$/gm, '');
  const participants = scalar(text, 'nBusiness');
  const count = scalar(text, 'nMeetings');
  const slots = scalar(text, 'nTotalSlots');
  const numbers = integers(block(text, 'requested') ?? '');
  if (numbers.length !== 3 * count) throw new InstanceError('requested', `${count} rows of 3 numbers`);
  const meetings = Array.from({ length: count }, (_, i): InstanceMeeting => {
    const session = SESSIONS[numbers[3 * i + 2]! - 1];
    if (!session) throw new InstanceError(`requested[${i + 1}]`, 'session 1, 2 or 3');
    return { a: numbers[3 * i]!, b: numbers[3 * i + 1]!, session };
  });
  const fixed = integers(block(text, 'fixed') ?? '');
  fixed.forEach((slot, i) => {
    const meeting = meetings[i];
    if (slot > 0 && meeting) meeting.fixed = slot;
  });
  sets(block(text, 'precedences') ?? '').forEach((earlier, i) => {
    const meeting = meetings[i];
    if (earlier.length > 0 && meeting) meeting.after = earlier;
  });
  return {
    participants,
    slots,
    morningSlots: optionalScalar(text, 'nMorningSlots') ?? slots,
    tables: scalar(text, 'nTables'),
    meetings,
    // 0 is a dummy in these sets: an empty set would have no type.
    forbidden: sets(block(text, 'forbidden') ?? '').map((set) => set.filter((slot) => slot > 0)),
  };
}

const SESSIONS: readonly Session[] = ['morning', 'afternoon', 'any'];

function optionalScalar(text: string, name: string): number | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(\\d+)`).exec(text);
  return found ? Number(found[1]) : undefined;
}

function scalar(text: string, name: string): number {
  const value = optionalScalar(text, name);
  if (value === undefined) throw new InstanceError(name, 'a whole number');
  return value;
}

function block(text: string, name: string): string | undefined {
  return new RegExp(`\\b${name}\\s*=\\s*\\[([^\\]]*)\\]`).exec(text)?.[1];
}

function integers(text: string): number[] {
  return (text.match(/-?\d+/g) ?? []).map(Number);
}

function sets(text: string): number[][] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map((set) => integers(set[1]!));
}
