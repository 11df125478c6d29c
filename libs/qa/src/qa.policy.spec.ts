import { expect, it } from '@jest/globals';
import type { EventRole } from '@foyer/contracts';
import { isOpen, mayAsk, mayFollowOwn, mayModerate, takesPart } from './qa.policy.js';

const somebody = (...roles: EventRole[]) => ({ person: 'p', roles: new Set(roles), guest: null });

it('lets whoever has a role take part, and nobody else', () => {
  for (const role of ['owner', 'organiser', 'moderator', 'speaker', 'attendee'] as const) {
    expect(takesPart(somebody(role))).toBe(true);
  }
  expect(takesPart(somebody())).toBe(false);
  expect(takesPart({ person: null, roles: new Set(), guest: null })).toBe(false);
});

it('lets guests in as far as the event says', () => {
  const guest = (right: 'listen' | 'ask' | null) => ({ ...somebody(), guest: right });
  expect([takesPart(guest(null)), takesPart(guest('listen')), takesPart(guest('ask'))]).toEqual([
    false,
    true,
    true,
  ]);
  expect([mayAsk(guest(null)), mayAsk(guest('listen')), mayAsk(guest('ask'))]).toEqual([false, false, true]);
  expect(mayModerate(guest('ask'))).toBe(false);
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

it('opens while the session goes on unless a moderator has said otherwise', () => {
  const session = { questions: true };
  expect(isOpen(session, null, false)).toBe(false);
  expect(isOpen(session, null, true)).toBe(true);
  expect(isOpen({ questions: false }, null, true)).toBe(false);
  expect(isOpen(session, false, true)).toBe(false);
  expect(isOpen(session, true, false)).toBe(true);
});
