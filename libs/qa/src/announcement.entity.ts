import { SessionEntity } from '@foyer/agenda';
import { announcementEnds, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * What a session or the whole event was told. One at most stands in each, by the two constraints; nothing is taken out
 * again, so that one can see later who told what.
 */
export const AnnouncementEntity = defineEntity({
  name: 'Announcement',
  tableName: 'announcement',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('announcement_event'),
    /** Null: for the whole event. */
    session: () =>
      p.manyToOne(SessionEntity).mapToPk().nullable().deleteRule('cascade').index('announcement_session'),
    texts: p.json<LocalisedText>(),
    link: p.text().nullable(),
    /** Null once the account is gone. */
    by: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('announcement_by'),
    /** By the event's clock, as are `until` and `endedAt`. */
    at: p.datetime(),
    until: p.datetime().nullable(),
    endedAt: p.datetime().nullable(),
    ended: p.enum(announcementEnds).nullable(),
    endedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('announcement_ended_by'),
  },
  uniques: [
    { name: 'announcement_standing_session', properties: ['session'], where: 'ended_at is null' },
    {
      name: 'announcement_standing_event',
      properties: ['event'],
      where: 'ended_at is null and session_id is null',
    },
  ],
  checks: [
    { name: 'announcement_ended_somehow', expression: '(ended is null) = (ended_at is null)' },
    { name: 'announcement_link_https', expression: `starts_with(link, 'https://'::text)` },
  ],
});
export type AnnouncementEntity = InferEntity<typeof AnnouncementEntity>;
