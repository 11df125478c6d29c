import fc from 'fast-check';
import type { Instance, InstanceMeeting, Session } from '../instance.js';

/** Tiny instances of every kind, feasible or not, for comparing with brute force. */
export function tinyInstance(limits: { meetings: number; slots: number }): fc.Arbitrary<Instance> {
  return fc
    .record({
      participants: fc.integer({ min: 2, max: 5 }),
      slots: fc.integer({ min: 2, max: limits.slots }),
    })
    .chain(({ participants, slots }) =>
      fc.record({
        participants: fc.constant(participants),
        slots: fc.constant(slots),
        morningSlots: fc.integer({ min: 0, max: slots }),
        tables: fc.oneof(
          fc.integer({ min: 1, max: 3 }),
          fc.array(fc.integer({ min: 0, max: 2 }), { minLength: slots, maxLength: slots }),
        ),
        forbidden: fc.array(fc.subarray(numbers(slots), { maxLength: 1 }), {
          minLength: participants,
          maxLength: participants,
        }),
        meetings: fc.array(tinyMeeting(participants, slots, limits.meetings), {
          minLength: 1,
          maxLength: limits.meetings,
        }),
      }),
    )
    .map((instance) => {
      const count = instance.meetings.length;
      const meetings = instance.meetings.map((m) => ({
        ...m,
        after: m.after?.filter((x) => x <= count) ?? [],
      }));
      return { ...instance, meetings };
    });
}

function numbers(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

function tinyMeeting(participants: number, slots: number, meetings: number): fc.Arbitrary<InstanceMeeting> {
  const session: fc.Arbitrary<Session> = fc.constantFrom('any', 'any', 'any', 'morning', 'afternoon');
  return fc
    .record({
      a: fc.integer({ min: 1, max: participants }),
      other: fc.integer({ min: 1, max: participants - 1 }),
      weight: fc.constantFrom(1, 1, 2, 3),
      session,
      fixed: fc.oneof(
        { weight: 8, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: slots }) },
      ),
      after: fc.oneof(
        { weight: 6, arbitrary: fc.constant<number[]>([]) },
        { weight: 1, arbitrary: fc.subarray(numbers(meetings), { maxLength: 1 }) },
      ),
    })
    .map(({ a, other, fixed, ...rest }) => {
      const b = ((a - 1 + other) % participants) + 1;
      return fixed > 0 ? { a, b, fixed, ...rest } : { a, b, ...rest };
    });
}
