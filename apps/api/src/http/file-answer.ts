import { createHash } from 'node:crypto';
import type { StoredFile } from '@foyer/platform';

interface FileAnswerOptions {
  mediaType: string;
  name: string;
  /** Strong, in quotes; made from the content where it is not given. */
  etag?: string;
  /** `public`: the same bytes for everybody, for ever. `private`: asked for again each time. */
  cache: 'public' | 'private';
  /** To be shown in a page; everything else is only ever saved. Pictures that we made ourselves, nothing else. */
  inline?: boolean;
}

const yearSeconds = 31_536_000;

/** An answer that is a file. Nothing in it can act as a page of ours, whatever it holds. */
export class FileAnswer {
  constructor(
    readonly bytes: Buffer,
    private readonly options: FileAnswerOptions,
  ) {}

  /** A file of the platform: pictures to be shown, documents to be saved. */
  static of(file: StoredFile): FileAnswer {
    return new FileAnswer(file.bytes, {
      mediaType: file.mediaType,
      name: file.name,
      etag: file.etag,
      cache: file.public ? 'public' : 'private',
      inline: file.kind === 'image',
    });
  }

  headers(): Record<string, string> {
    const { mediaType, name, cache, inline = false } = this.options;
    const etag =
      this.options.etag ?? `"${createHash('sha256').update(this.bytes).digest('base64url').slice(0, 22)}"`;
    return {
      'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
      etag,
      'cache-control': cache === 'public' ? `public, max-age=${yearSeconds}, immutable` : 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      // Public pictures stand on other sites' pages, too: in previews, in partners' news.
      'cross-origin-resource-policy': cache === 'public' && inline ? 'cross-origin' : 'same-origin',
      ...(cache === 'public' ? {} : { vary: 'Cookie' }),
    };
  }
}
