import { importFiles, type FileInfo } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Files, Problem, type Call, type StoredFile } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { decode } from './formats/decode.js';
import type { Notice } from './notice.js';

/** Files on their way in: kept for a day, for who has uploaded them. */
@Injectable()
export class ImportFiles {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Files) private readonly files: Files,
  ) {}

  /**
   * Keeps a file as it came: only a reader of its format can tell what is in it.
   * @throws Problem file_too_large; forbidden for who does not organise the event
   */
  async upload(call: Call, slug: string, file: File): Promise<FileInfo> {
    if (file.size > importFiles.maxBytes)
      throw new Problem('file_too_large', { megabytes: importFiles.maxBytes / 1_000_000 });
    const bytes = Buffer.from(await file.arrayBuffer());
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      return this.files.put(
        tx,
        {
          ...{ kind: 'table', mediaType: 'application/octet-stream', bytes },
          name: fileName(file.name),
          ...{ small: null, width: null, height: null },
        },
        { event: event.id, owner: call.actor?.person ?? null },
      );
    });
  }

  /** @throws Problem not_found for a file that the caller has not uploaded for this event */
  async read(call: Call, event: string, id: string): Promise<StoredFile> {
    const file = await this.files.get(call, id, 'full');
    if (file.event !== event || file.kind !== 'table') throw new Problem('not_found');
    return file;
  }
}

function fileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  return [...last.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '')].slice(-120).join('').trim() || 'file';
}

const mostSaid = 200;

/** What there is to say, in so many words; errors first. */
export function saidOf(notices: readonly Notice[]): { notices: Notice[]; errors: number; warnings: number } {
  const errors = notices.filter(({ level }) => level === 'error');
  const warnings = notices.filter(({ level }) => level === 'warning');
  return {
    notices: [...errors, ...warnings].slice(0, mostSaid),
    errors: errors.length,
    warnings: warnings.length,
  };
}

/** How a file of words was taken. */
export function understood(
  bytes: Uint8Array,
  encoding: string | undefined,
  sheet: { encoding: string | null; delimiter: string | null; sheets: string[] } | null,
): { encoding: string | null; guessed: boolean; delimiter: string | null; sheets: string[] } {
  if (!sheet) return { encoding: null, guessed: false, delimiter: null, sheets: [] };
  const { delimiter, sheets } = sheet;
  if (sheet.encoding === null) return { encoding: null, guessed: false, delimiter, sheets };
  const { guessed } = decode(bytes, encoding);
  return { encoding: sheet.encoding, guessed, delimiter, sheets };
}
