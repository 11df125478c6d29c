import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** An organisation; it outlives the events its people come to. */
export const OrganisationEntity = defineEntity({
  name: 'Organisation',
  tableName: 'organisation',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    name: p.text(),
    country: p.string().length(2),
    /** The name transliterated to Latin, lower case, without legal forms: what matching compares. */
    matchKey: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'organisation_match_key_trigrams',
      expression:
        'create index "organisation_match_key_trigrams" on "organisation" using gin ("match_key" gin_trgm_ops)',
    },
  ],
  uniques: [{ name: 'organisation_match', properties: ['matchKey', 'country'] }],
});
export type OrganisationEntity = InferEntity<typeof OrganisationEntity>;
