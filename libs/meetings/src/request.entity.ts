import { requestStates } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * Somebody asks somebody else to meet. It blocks nobody's time while it is open; accepting it books a meeting.
 * Two people have at most one that is open or accepted, whoever asked.
 */
export const MeetingRequestEntity = defineEntity({
  name: 'MeetingRequest',
  tableName: 'meeting_request',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    /** Who asked. */
    asker: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('meeting_request_asker'),
    /** Who is asked. */
    asked: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('meeting_request_asked'),
    message: p.text().nullable(),
    state: p.enum(requestStates).default('open'),
    /** Why it was declined, where that was said. */
    reason: p.text().nullable(),
    /** By the event's clock, like every time of a request. */
    askedAt: p.datetime(),
    /** When it ceased to be open. */
    answeredAt: p.datetime().nullable(),
  },
  uniques: [
    {
      name: 'meeting_request_pair',
      // As PostgreSQL prints it, so that the comparison with the database finds no difference.
      expression:
        "CREATE UNIQUE INDEX meeting_request_pair ON public.meeting_request USING btree (event_id, LEAST(asker_id, asked_id), GREATEST(asker_id, asked_id)) WHERE (state = ANY (ARRAY['open'::text, 'accepted'::text]))",
    },
  ],
  checks: [{ name: 'meeting_request_of_two', expression: 'asker_id <> asked_id' }],
});
export type MeetingRequestEntity = InferEntity<typeof MeetingRequestEntity>;
