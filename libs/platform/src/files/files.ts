import { createHash } from 'node:crypto';
import type { FileInfo, FileSize } from '@foyer/contracts';
import type { Call } from '../call/call.js';
import type { Clock } from '../clock/clock.js';
import { sql, type Database, type Tx } from '../database/database.js';
import { Problem } from '../problem/problem.js';
import type { CheckedFile } from './checked-file.js';

/** Whose a new file is, and who may read it. */
export interface NewFile {
  event: string | null;
  owner: string | null;
  /** Everybody may read it who knows its id; else only its uploader, and whom the room lets that refers to it. */
  public?: boolean;
  /** Something refers to it from the start; else `keep` has to be called within a day. */
  kept?: boolean;
}

/** A file with its content, ready to be sent. */
export interface StoredFile extends FileInfo {
  event: string | null;
  owner: string | null;
  kind: CheckedFile['kind'];
  public: boolean;
  /** Strong: the same tag means the same bytes. */
  etag: string;
  bytes: Buffer;
}

const looseHours = 24;

/**
 * Files that people upload, kept in the database. A room checks (`checkImage`, `checkDocument`: outside of the
 * transaction, they take time), puts in its transaction, and refers to the id; it decides who may read.
 */
export class Files {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async put(tx: Tx, file: CheckedFile, given: NewFile): Promise<FileInfo> {
    const { kind, mediaType, name, bytes, small, width, height } = file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { rows } = await sql<{ id: string }>`
      insert into file (event_id, owner_id, kind, media_type, name, size, sha256, width, height, public, kept, bytes,
        small, created_at)
      values (${given.event}, ${given.owner}, ${kind}, ${mediaType}, ${name}, ${bytes.length}, ${sha256}, ${width},
        ${height}, ${given.public ?? false}, ${given.kept ?? false}, ${bytes}, ${small}, ${this.clock.now()})
      returning id`.execute(tx.sql);
    const id = rows[0]?.id;
    if (id === undefined) throw new Problem('internal');
    return { id, name, mediaType, size: bytes.length };
  }

  /**
   * Something refers to these files now: they stay. Whoever names files by id in a form may name only their own.
   * @param owner who uploaded them; null: not asked
   * @throws Problem not_found when one is not there, of another event or by somebody else
   */
  async keep(
    tx: Tx,
    ids: readonly string[],
    { event, owner, public: open }: { event: string | null; owner: string | null; public?: boolean },
  ): Promise<FileInfo[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return [];
    const { rows } = await sql<FileInfo>`
      update file set kept = true, public = coalesce(${open ?? null}::boolean, public)
      where id = any(${wanted}::uuid[]) and event_id is not distinct from ${event}::uuid
        and (${owner}::uuid is null or owner_id = ${owner}::uuid)
      returning id, name, media_type as "mediaType", size`.execute(tx.sql);
    if (rows.length < wanted.length) throw new Problem('not_found');
    return rows;
  }

  /** Nothing refers to these files any more. */
  async remove(tx: Tx, ids: readonly (string | null)[]): Promise<void> {
    const gone = ids.filter((id) => id !== null);
    if (gone.length) await sql`delete from file where id = any(${gone}::uuid[])`.execute(tx.sql);
  }

  /** For doors whose room has decided that the caller may read. @throws Problem not_found */
  async read(id: string, size: FileSize = 'full'): Promise<StoredFile> {
    const { rows } = await sql<StoredFile & { sha256: string }>`
      select id, event_id as event, owner_id as owner, kind, media_type as "mediaType", name, size, public, sha256,
        ${size === 'small' ? sql`coalesce(small, bytes)` : sql`bytes`} as bytes
      from file where id = ${id}`.execute(this.database.sql);
    const row = rows[0];
    if (!row) throw new Problem('not_found');
    const { sha256, ...file } = row;
    return { ...file, etag: `"${sha256.slice(0, 32)}${size === 'small' ? '-s' : ''}"` };
  }

  /** What everybody may read, and what the caller has uploaded. @throws Problem not_found for everything else */
  async get(call: Call, id: string, size: FileSize): Promise<StoredFile> {
    const { rows } = await sql`
      select from file where id = ${id} and (public or owner_id = ${call.actor?.person ?? null}::uuid)`.execute(
      this.database.sql,
    );
    if (rows.length === 0) throw new Problem('not_found');
    return this.read(id, size);
  }

  /** Forgets what was uploaded and never used. @returns how many */
  async prune(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - looseHours * 3_600_000);
    const { numAffectedRows } = await sql`
      delete from file where not kept and created_at < ${before}`.execute(this.database.sql);
    return Number(numAffectedRows ?? 0);
  }
}
