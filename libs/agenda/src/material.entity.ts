import { materialKinds } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { FileEntity } from '@foyer/platform';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SessionDraftEntity } from './session-draft.entity.js';
import { SessionEntity } from './session.entity.js';

/** Something to read or watch that belongs to a session: either an address or a file. */
export const SessionMaterial = defineEntity({
  name: 'SessionMaterial',
  tableName: 'session_material',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** Null as long as its session was never released. */
    session: () =>
      p.manyToOne(SessionEntity).mapToPk().nullable().deleteRule('cascade').index('session_material_session'),
    /** The draft that it waits with, until a release puts it under the session of the same id. */
    draft: () =>
      p
        .manyToOne(SessionDraftEntity)
        .fieldName('draft_id')
        .mapToPk()
        .nullable()
        .deleteRule('cascade')
        .index('session_material_draft'),
    kind: p.enum(materialKinds),
    title: p.text(),
    url: p.text().nullable(),
    /** Goes with this row: a trigger sees to it. */
    file: () =>
      p.manyToOne(FileEntity).mapToPk().nullable().deleteRule('cascade').index('session_material_file'),
    addedBy: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('session_material_added_by'),
    position: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [
    { name: 'session_material_one_source', expression: '(url is null) <> (file_id is null)' },
    { name: 'session_material_one_place', expression: '(session_id is null) <> (draft_id is null)' },
  ],
});
export type SessionMaterial = InferEntity<typeof SessionMaterial>;
