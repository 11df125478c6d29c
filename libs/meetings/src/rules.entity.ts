import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** How people of an event may ask each other to meet; an event without a row has the values of `defaultRules`. */
export const MeetingRulesEntity = defineEntity({
  name: 'MeetingRules',
  tableName: 'meeting_rules',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    /** After so many hours without an answer a request expires. */
    answerHours: p.integer(),
    /** So many requests of one person may wait for an answer at once. */
    openRequests: p.integer(),
    /** So many meetings may one person have; null where there is no limit. */
    meetings: p.integer().nullable(),
  },
  checks: [
    { name: 'meeting_rules_answer_hours', expression: 'answer_hours >= 1 and answer_hours <= 8760' },
    { name: 'meeting_rules_open_requests', expression: 'open_requests >= 0' },
    { name: 'meeting_rules_meetings', expression: 'meetings >= 0' },
  ],
});
export type MeetingRulesEntity = InferEntity<typeof MeetingRulesEntity>;

/** People of one category may not ask those of another. Who is not named here may. */
export const MeetingForbiddenEntity = defineEntity({
  name: 'MeetingForbidden',
  tableName: 'meeting_forbidden',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    asks: p.text().primary(),
    asked: p.text().primary(),
  },
});
export type MeetingForbiddenEntity = InferEntity<typeof MeetingForbiddenEntity>;

/** Limits of one category that differ from the event's. */
export const MeetingCapEntity = defineEntity({
  name: 'MeetingCap',
  tableName: 'meeting_cap',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    category: p.text().primary(),
    openRequests: p.integer().nullable(),
    meetings: p.integer().nullable(),
  },
  checks: [
    { name: 'meeting_cap_open_requests', expression: 'open_requests >= 0' },
    { name: 'meeting_cap_meetings', expression: 'meetings >= 0' },
  ],
});
export type MeetingCapEntity = InferEntity<typeof MeetingCapEntity>;
