import { periodMeasures } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** What an organiser wants a period to come to, of a series or of all their events (an empty series). */
export const PeriodTargetEntity = defineEntity({
  name: 'PeriodTarget',
  tableName: 'period_target',
  properties: {
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade'),
    from: p.date().primary().fieldName('starts_on'),
    to: p.date().primary().fieldName('ends_on'),
    series: p.string().length(80).primary(),
    measure: p.enum(periodMeasures).primary(),
    target: p.integer(),
    /** When it was given this value: a promise made afterwards is none. */
    setAt: p.datetime(),
  },
});
export type PeriodTargetEntity = InferEntity<typeof PeriodTargetEntity>;
