import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { ScheduleExtra } from './formats/agenda-table.js';

/**
 * Under which id a file knows a session or speaker, so that a second import finds it again whatever its title, time or
 * name has become. What is pointed to may be a draft that was never released: there is no foreign key.
 */
export const AgendaOrigin = defineEntity({
  name: 'AgendaOrigin',
  tableName: 'agenda_origin',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    kind: p.enum(['session', 'speaker'] as const).primary(),
    guid: p.uuid().primary(),
    ref: p.uuid(),
    /** What its format carries and Foyer does not show; written again in that format. */
    extra: p.json<ScheduleExtra>().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type AgendaOrigin = InferEntity<typeof AgendaOrigin>;
