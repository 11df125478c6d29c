import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** When a person does not want to be disturbed, in minutes after midnight by their own clock. Who has no row has the usual ones. */
export const QuietHoursEntity = defineEntity({
  name: 'QuietHours',
  tableName: 'quiet_hours',
  properties: {
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade'),
    /** Both null: never. */
    fromMinute: p.integer().nullable(),
    untilMinute: p.integer().nullable(),
  },
  checks: [
    { name: 'quiet_hours_both', expression: '(from_minute IS NULL) = (until_minute IS NULL)' },
    { name: 'quiet_hours_differ', expression: 'from_minute <> until_minute' },
    {
      name: 'quiet_hours_of_a_day',
      expression: 'from_minute >= 0 AND from_minute < 1440 AND until_minute >= 0 AND until_minute < 1440',
    },
  ],
});
export type QuietHoursEntity = InferEntity<typeof QuietHoursEntity>;
