import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const commitmentKinds = ['talk', 'moderation', 'meeting', 'own'] as const;

/**
 * One clock per person, across events: what somebody has promised to be at. An exclusion constraint
 * (`commitment_one_clock`, in the migration) lets no two of a person's overlap, whatever they are.
 */
export const Commitment = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('commitment_event'),
    kind: p.enum(commitmentKinds),
    /** The session, meeting or blocked time that it stands for. */
    ref: p.uuid().index('commitment_ref'),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
  },
  checks: [
    { name: 'commitment_ends_after_start', expression: 'ends_at > starts_at' },
    // As PostgreSQL prints it, so that the comparison with the database finds no difference.
    {
      name: 'commitment_one_clock',
      expression: 'EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)',
    },
  ],
});
export type Commitment = InferEntity<typeof Commitment>;
