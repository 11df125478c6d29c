import { requestSides, requestStates } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { OrganisationEntity } from '@foyer/organisations';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { MeetingSlot } from './block.entity.js';

/**
 * Somebody asks somebody else to meet. It blocks nobody's time while it is open; accepting it books a meeting.
 * Two people have at most one that is open or accepted, whoever asked; somebody and an organisation likewise.
 */
export const MeetingRequestEntity = defineEntity({
  name: 'MeetingRequest',
  tableName: 'meeting_request',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    /** Who asked. */
    asker: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('meeting_request_asker'),
    /** Who is asked. Of a request to an organisation: who answered first, or nobody yet. */
    asked: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('cascade').index('meeting_request_asked'),
    /** Where an organisation is asked, any of its people who are listed may answer. */
    organisation: () =>
      p
        .manyToOne(OrganisationEntity)
        .mapToPk()
        .nullable()
        .deleteRule('cascade')
        .index('meeting_request_to_organisation'),
    /** Who has to say something next, while it is open. */
    turn: p.enum(requestSides).default('asked'),
    /** Counter-proposals made so far. */
    rounds: p.integer().default(0),
    /** By the event's clock; nobody answered until then: it expires. Null where it does not. */
    expiresAt: p.datetime().nullable(),
    message: p.text().nullable(),
    state: p.enum(requestStates).default('open'),
    /** Why it was declined, where that was said. */
    reason: p.text().nullable(),
    /** By the event's clock, like every time of a request. */
    askedAt: p.datetime(),
    /** Since when the two have no time together: a proposed one was lost, or there never was any. */
    waitingSince: p.datetime().nullable(),
    /** When it ceased to be open. */
    answeredAt: p.datetime().nullable(),
  },
  uniques: [
    {
      name: 'meeting_request_pair',
      // As PostgreSQL prints it, so that the comparison with the database finds no difference.
      expression:
        "CREATE UNIQUE INDEX meeting_request_pair ON public.meeting_request USING btree (event_id, LEAST(asker_id, asked_id), GREATEST(asker_id, asked_id)) WHERE ((state = ANY (ARRAY['open'::text, 'accepted'::text])) AND (organisation_id IS NULL))",
    },
    {
      name: 'meeting_request_organisation',
      properties: ['event', 'asker', 'organisation'],
      where: "state in ('open', 'accepted') and organisation_id is not null",
    },
  ],
  // What the worker asks every few seconds: which open requests have expired?
  indexes: [{ name: 'meeting_request_due', properties: ['event', 'expiresAt'], where: "state = 'open'" }],
  checks: [
    { name: 'meeting_request_of_two', expression: 'asker_id <> asked_id' },
    {
      name: 'meeting_request_to_somebody',
      expression: 'asked_id is not null or organisation_id is not null',
    },
  ],
});
export type MeetingRequestEntity = InferEntity<typeof MeetingRequestEntity>;

/** A time that one side of an open request has put forward to the other; it blocks nobody's time. */
export const MeetingProposal = defineEntity({
  name: 'MeetingProposal',
  tableName: 'meeting_proposal',
  properties: {
    request: () => p.manyToOne(MeetingRequestEntity).mapToPk().primary().deleteRule('cascade'),
    slot: () =>
      p.manyToOne(MeetingSlot).mapToPk().primary().deleteRule('cascade').index('meeting_proposal_slot'),
    /** Where it stands in for a time that went to somebody else: when that was. */
    insteadOf: p.datetime().nullable(),
  },
});
export type MeetingProposal = InferEntity<typeof MeetingProposal>;
