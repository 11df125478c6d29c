import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** What calendars were last told of a commitment, so that SEQUENCE rises with each change and only then. */
export const CalendarEntry = defineEntity({
  name: 'CalendarEntry',
  tableName: 'calendar_entry',
  properties: {
    uid: p.string().length(120).primary(),
    sequence: p.integer(),
    /** Start, end and whether it takes place. */
    told: p.text(),
  },
});
export type CalendarEntry = InferEntity<typeof CalendarEntry>;
