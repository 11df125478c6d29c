import { z } from 'zod';
import { Uuid } from './common.js';
import { defineRoute, type AnyRoute } from './route.js';

/** What a door takes in as a file. What it is is told from its content, never from its name or declared type. */
export interface UploadRule {
  kind: 'image' | 'document' | 'table';
  /** What content may turn out to be. */
  mediaTypes: readonly string[];
  maxBytes: number;
}

const megabyte = 1_000_000;

/** Pictures are decoded, turned upright, made smaller, and stored as WebP without anything else that was in them. */
export const images: UploadRule = {
  kind: 'image',
  mediaTypes: ['image/jpeg', 'image/png', 'image/webp'],
  maxBytes: 10 * megabyte,
};
/** Documents are stored as they came, and only ever sent as something to save. */
export const documents: UploadRule = {
  kind: 'document',
  mediaTypes: [
    'application/pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/vnd.oasis.opendocument.text',
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.oasis.opendocument.presentation',
    'text/plain',
  ],
  maxBytes: 20 * megabyte,
};

const rules = z.registry<UploadRule>();
const downloads = z.registry<{ mediaTypes: readonly string[] }>();

/**
 * The body of a door that takes a file: the request's body is the file itself, its name stands percent-encoded in
 * `X-File-Name`. `defineRoute('PUT', '/x/photo', '…', { body: upload(images), … })`
 */
export function upload(rule: UploadRule): z.ZodFile {
  return z.file().max(rule.maxBytes).register(rules, rule);
}
/** What such a door takes; undefined for every other one. */
export const uploadRule = (route: AnyRoute): UploadRule | undefined => rules.get(route.body);

/** The answer of a door that sends a file. */
export function download(mediaTypes: readonly string[]): z.ZodFile {
  return z.file().register(downloads, { mediaTypes });
}
/** What such a door sends; undefined for every other one. */
export const downloadTypes = (route: AnyRoute): readonly string[] | undefined =>
  downloads.get(route.answer)?.mediaTypes;

/** Pictures are there whole and as a square of 160 pixels at most. */
export const FileSize = z.enum(['full', 'small']);
export type FileSize = z.infer<typeof FileSize>;

export const getFile = defineRoute('GET', '/files/:file', 'A public file, or one that I have uploaded', {
  access: 'anyone',
  params: z.object({ file: Uuid }),
  query: z.object({ size: FileSize.default('full') }),
  answer: download(['image/webp', ...documents.mediaTypes]),
  problems: ['not_found'],
});

/** The address of a public file on its server, for pages and agendas. */
export function filePath(file: string, size: FileSize = 'full'): string {
  return `/api/files/${file}${size === 'small' ? '?size=small' : ''}`;
}

/** What a form holds of a file that was uploaded. */
export const FileInfo = z.object({
  id: Uuid,
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int(),
});
export type FileInfo = z.infer<typeof FileInfo>;
