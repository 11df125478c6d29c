import { registrationModes, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * How people get a place in an event. Its row is also the lock of the event's places: whoever gives one or takes one
 * away holds it, so that no two count at once. Made when it is first needed.
 */
export const RegistrationSettingsEntity = defineEntity({
  name: 'RegistrationSettings',
  tableName: 'registration_settings',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    mode: p.enum(registrationModes).default('open'),
    opensAt: p.datetime().nullable(),
    closesAt: p.datetime().nullable(),
    withdrawUntil: p.datetime().nullable(),
    capacity: p.integer().nullable(),
    waitingList: p.boolean().default(true),
    keepForInvited: p.boolean().default(false),
    note: p.json<LocalisedText>().nullable(),
  },
  checks: [{ name: 'registration_settings_capacity_positive', expression: 'capacity > 0' }],
});
export type RegistrationSettingsEntity = InferEntity<typeof RegistrationSettingsEntity>;
