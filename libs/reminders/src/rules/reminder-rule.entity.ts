import { organisersRules } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A rule that an event's organisers have made their own; where there is no row the standard one holds. */
export const ReminderRuleEntity = defineEntity({
  name: 'ReminderRule',
  tableName: 'reminder_rule',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    kind: p.enum(organisersRules).primary(),
    enabled: p.boolean(),
    leadMinutes: p.integer(),
    /** By the event's clock: what would have been due before then passes in silence. */
    changedAt: p.datetime(),
  },
  checks: [{ name: 'reminder_rule_lead', expression: 'lead_minutes >= 0' }],
});
export type ReminderRuleEntity = InferEntity<typeof ReminderRuleEntity>;
