import { z } from 'zod';
import { line, Slug, Uuid } from './common.js';
import { WebAddress } from './events.js';
import { documents, download, FileInfo, upload } from './files.js';
import { defineRoute, Nothing } from './route.js';

export const materialKinds = ['slides', 'recording', 'document', 'link'] as const;
export const MaterialKind = z.enum(materialKinds);
export type MaterialKind = z.infer<typeof MaterialKind>;

/** Something to read or watch that belongs to a session: an address of the web, or a file kept here. */
export const Material = z.object({
  id: Uuid,
  session: Uuid,
  kind: MaterialKind,
  title: z.string(),
  /** Null where it is a file: `getMaterialFile` sends it. */
  url: WebAddress.nullable(),
  file: FileInfo.nullable(),
  position: z.number().int(),
});
export type Material = z.infer<typeof Material>;

const SessionParam = z.object({ event: Slug, session: Uuid });
const MaterialParam = z.object({ event: Slug, material: Uuid });
const problems = ['not_found', 'forbidden', 'too_many_materials'] as const;

/**
 * Organisers and those who speak in the session or moderate it may; what they add is there at once. To a session that
 * was never released organisers alone may add: it becomes public with the release.
 */
export const addMaterial = defineRoute(
  'POST',
  '/events/:event/sessions/:session/materials',
  'Add an address to a session',
  {
    params: SessionParam,
    body: z.object({ kind: MaterialKind, title: line(200), url: WebAddress }),
    answer: Material,
    status: 201,
    problems,
  },
);
export const uploadMaterial = defineRoute(
  'POST',
  '/events/:event/sessions/:session/material-files',
  'Add a file to a session',
  {
    params: SessionParam,
    query: z.object({
      kind: MaterialKind.exclude(['link', 'recording']),
      /** The file's name where it is not given. */
      title: line(200).optional(),
    }),
    body: upload(documents),
    answer: Material,
    status: 201,
    problems,
  },
);
export const removeMaterial = defineRoute(
  'DELETE',
  '/events/:event/materials/:material',
  'Remove something from its session',
  { params: MaterialParam, answer: Nothing, problems: ['not_found', 'forbidden'] },
);
export const getMaterialFile = defineRoute(
  'GET',
  '/events/:event/materials/:material/file',
  'A file of a session, to save',
  {
    access: 'anyone',
    params: MaterialParam,
    answer: download(documents.mediaTypes),
    problems: ['not_found'],
  },
);
