import type { SessionDetails } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * What organisers have changed in a session since the last release, laid over what was released; a session that was
 * never released is here alone. What runs (rooms, reminders, clocks) hangs on released sessions only.
 */
export const SessionDraftEntity = defineEntity({
  name: 'SessionDraft',
  tableName: 'session_draft',
  properties: {
    /** The session's id, which it keeps when it is released. */
    session: p.uuid().primary().fieldName('session_id'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    slug: p.string().length(80),
    /** The fields that differ from the released session; all of them where there is none. */
    fields: p.json<Partial<SessionDetails>>(),
    /** Rises with every edit. */
    version: p.integer(),
    /** The version at which each field last changed: edits of other fields never meet. */
    fieldVersions: p.json<Record<string, number>>(),
    /** Goes with the next release. */
    removed: p.boolean().default(false),
    editedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('session_draft_editor'),
    editedAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'session_draft_slug', properties: ['event', 'slug'] }],
});
export type SessionDraftEntity = InferEntity<typeof SessionDraftEntity>;
