import { auditAreas, auditVerbs } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Who did what and when. Rows are written by the platform, in the transaction of the deed, and never changed. */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    person: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null'),
    event: () => p.manyToOne(EventEntity).mapToPk().nullable().deleteRule('cascade'),
    area: p.enum(auditAreas),
    verb: p.enum(auditVerbs),
    action: p.text(),
    /** Ids by the names of the door's parameters. */
    about: p.json<Record<string, string>>(),
    client: p.text().default(''),
    at: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { name: 'audit_entry_person', properties: ['person', 'id'] },
    { name: 'audit_entry_event', properties: ['event', 'id'] },
  ],
});
export type AuditEntryEntity = InferEntity<typeof AuditEntryEntity>;
