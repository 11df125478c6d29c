import { sql } from '@foyer/platform';

/**
 * Which side of a meeting somebody is on. `mine` is their row of `meeting_person`, `q` the meeting's request: the two
 * who agreed on it stand there, their colleagues say it themselves.
 */
export const sideOfMine = sql<'asker' | 'asked'>`(case mine.person_id
  when q.asker_id then 'asker' when q.asked_id then 'asked' else mine.side end)`;

/** Whom they meet: of those of the other side the one who agreed on it. */
export const otherOfMine = sql<string>`(case ${sideOfMine} when 'asker' then q.asked_id else q.asker_id end)`;
