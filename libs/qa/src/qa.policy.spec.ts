import { expect, it } from '@jest/globals';
import type { EventRole } from '@foyer/contracts';
import { isOpen, mayFollowOwn, mayModerate, takesPart } from './qa.policy.js';

const somebody = (...roles: EventRole[]) => ({ person: 'p', roles: new Set(roles) });

it('lets whoever has a role take part, and nobody else', () => {
  for (const role of ['owner', 'organiser', 'moderator', 'speaker', 'attendee'] as const) {
    expect(takesPart(somebody(role))).toBe(true);
  }
  expect(takesPart(somebody())).toBe(false);
  expect(takesPart({ person: null, roles: new Set() })).toBe(false);
});

it('lets those moderate who run the event or its rooms', () => {
  expect(['owner', 'organiser', 'moderator'].map((role) => mayModerate(somebody(role as EventRole)))).toEqual(
    [true, true, true],
  );
  expect(mayModerate(somebody('speaker', 'attendee'))).toBe(false);
});

it('keeps own questions to oneself, also from the owner', () => {
  expect(mayFollowOwn(somebody('attendee'), 'p')).toBe(true);
  expect(mayFollowOwn(somebody('owner'), 'another')).toBe(false);
});

it('opens with the session unless a moderator has said otherwise', () => {
  const session = {
    questions: true,
    startsAt: new Date('2026-12-14T09:00:00Z'),
    endsAt: new Date('2026-12-14T09:30:00Z'),
  };
  const at = (time: string) => new Date(`2026-12-14T${time}Z`);
  expect(isOpen(session, null, at('08:59:59'))).toBe(false);
  expect(isOpen(session, null, at('09:00:00'))).toBe(true);
  expect(isOpen(session, null, at('09:30:00'))).toBe(false);
  expect(isOpen({ ...session, questions: false }, null, at('09:10:00'))).toBe(false);
  expect(isOpen(session, false, at('09:10:00'))).toBe(false);
  expect(isOpen(session, true, at('10:00:00'))).toBe(true);
});
