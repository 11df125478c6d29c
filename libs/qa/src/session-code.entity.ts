import { SessionEntity } from '@foyer/agenda';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * The short code of a session. No two sessions ever have the same one, also when they are over: a code in a photograph
 * leads to nothing else later.
 */
export const SessionCodeEntity = defineEntity({
  name: 'SessionCode',
  tableName: 'session_code',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    code: p.text(),
  },
  uniques: [{ name: 'session_code_unique', properties: ['code'] }],
  checks: [{ name: 'session_code_letters', expression: `code ~ '^[A-HJ-NP-Z]{6}$'` }],
});
export type SessionCodeEntity = InferEntity<typeof SessionCodeEntity>;
