import type { FormParts } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** What an event's form asks beside the fixed fields: one document, saved whole, so that editors meet at its version. */
export const FormEntity = defineEntity({
  name: 'RegistrationForm',
  tableName: 'registration_form',
  properties: {
    event: () => p.manyToOne(EventEntity).mapToPk().primary().deleteRule('cascade'),
    /** Rises with every save. */
    version: p.integer(),
    parts: p.json<FormParts>(),
    editedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('registration_form_editor'),
    editedAt: p.datetime(),
  },
});
export type FormEntity = InferEntity<typeof FormEntity>;
