import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * A file that somebody has uploaded, checked. Rooms refer to it and say who may read it; it knows its event and its
 * uploader by id alone, since both live in rooms above this one.
 */
export const FileEntity = defineEntity({
  name: 'File',
  tableName: 'file',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: p.uuid().nullable().fieldName('event_id'),
    /** Who uploaded it: may always read it. */
    owner: p.uuid().nullable().fieldName('owner_id'),
    kind: p.enum(['image', 'document', 'table'] as const),
    mediaType: p.text(),
    name: p.text(),
    size: p.integer(),
    /** Of `bytes`, hexadecimal. */
    sha256: p.string().length(64),
    width: p.integer().nullable(),
    height: p.integer().nullable(),
    /** Readable by everybody who knows its id; else by its uploader and through the door of the room that refers to it. */
    public: p.boolean().default(false),
    /** Something refers to it; what nothing has referred to for a day goes. */
    kept: p.boolean().default(false),
    bytes: p.blob(),
    /** A picture as a square of 160 pixels at most. */
    small: p.blob().nullable(),
    createdAt: p.datetime().defaultRaw('now()').index('file_created_at'),
  },
});
export type FileEntity = InferEntity<typeof FileEntity>;
