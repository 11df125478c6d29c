import type { RouteParsed, RouteResult, routes } from '@foyer/contracts';
import {
  DraftAgenda,
  Editing,
  Places,
  readRooms,
  readSpeakers,
  readTracks,
  Stage,
  type SessionDraft,
} from '@foyer/agenda';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import {
  Database,
  Files,
  Problem,
  sql,
  type Call,
  type Sql,
  type StoredFile,
  type Tx,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { planAgenda, type AgendaPlan, type PlannedSession, type Standing } from './agenda.plan.js';
import { readOrigins } from './agenda.reader.js';
import { formatOf, readAgenda, type AgendaTable } from './formats/index.js';
import { readCsv } from './formats/csv.js';
import { ImportFiles, saidOf, understood } from './import-files.js';
import { stored } from './import.values.js';

type Reading = RouteParsed<typeof routes.previewAgendaImport>['body'];
type Preview = RouteResult<typeof routes.previewAgendaImport>;
type Done = RouteResult<typeof routes.importAgenda>;

/** Agendas of other systems into the draft: the difference first, then all of it or nothing. */
@Injectable()
export class AgendaImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Editing) private readonly editing: Editing,
    @Inject(DraftAgenda) private readonly drafts: DraftAgenda,
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Places) private readonly places: Places,
    @Inject(Files) private readonly files: Files,
    @Inject(ImportFiles) private readonly uploads: ImportFiles,
  ) {}

  /** @throws Problem file_unreadable; forbidden; not_found also for a file that the caller has not uploaded */
  async preview(call: Call, slug: string, reading: Reading): Promise<Preview> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const file = await this.uploads.read(call, event.id, reading.file);
    const format = reading.format ?? formatOf(file.bytes, file.name);
    const table = await this.read(event, file, { ...reading, format });
    const plan = planAgenda(
      table,
      await this.database.snapshot((database) => this.standing(database, event)),
    );
    const sheet = format === 'csv' ? readCsv(file.bytes, reading) : null;
    return {
      format,
      understood: understood(file.bytes, reading.encoding, sheet),
      sessions: plan.differences,
      same: plan.same,
      speakers: { added: plan.speakers.added, changed: plan.speakers.changed },
      rooms: plan.rooms,
      tracks: plan.tracks,
      fingerprint: plan.fingerprint,
      said: saidOf(plan.notices),
    };
  }

  /**
   * Writes what the preview has shown.
   * @throws Problem conflict when the agenda has changed since; import_invalid where the file has errors
   */
  async confirm(
    call: Call,
    slug: string,
    given: RouteParsed<typeof routes.importAgenda>['body'],
  ): Promise<Done> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const file = await this.uploads.read(call, event.id, given.file);
    const format = given.format ?? formatOf(file.bytes, file.name);
    const table = await this.read(event, file, { ...given, format });
    return this.editing.write(call, slug, async (tx) => {
      const plan = planAgenda(table, await this.standing(tx.sql, event));
      if (plan.fingerprint !== given.fingerprint) throw new Problem('conflict');
      const done = await this.write(tx, event, plan, { ...given, by: call.actor?.person ?? null });
      await this.files.remove(tx, [file.id]);
      return done;
    });
  }

  /** Brings a plan into the draft. The caller holds the agenda's lock. @throws Problem import_invalid */
  async write(
    tx: Tx,
    event: EventEntity,
    plan: AgendaPlan,
    { missing, by }: { missing: 'keep' | 'remove'; by: string | null },
  ): Promise<Done> {
    const { removed, drafts } = await this.prepare(tx, event, plan, missing);
    const change = await this.drafts.put(tx, event.id, drafts, { remove: removed, by });
    const sessions = new Map(
      (await this.drafts.sessions(tx.sql, event.id)).map(({ slug, id }) => [slug, id]),
    );
    await this.remember(tx, event.id, plan.sessions, sessions);
    return {
      added: change.created.length,
      changed: change.changed.length,
      removed: change.removed.length,
    };
  }

  /** People and places of a plan, written; and its sessions with their ids in them. @throws Problem import_invalid */
  async prepare(
    tx: Tx,
    event: EventEntity,
    plan: AgendaPlan,
    missing: 'keep' | 'remove',
  ): Promise<{ drafts: SessionDraft[]; removed: string[] }> {
    const { errors } = saidOf(plan.notices);
    if (errors) throw new Problem('import_invalid', { errors });
    const usual = event.languages[0] ?? 'en';
    const named = (pick: 'room' | 'track') => plan.sessions.flatMap((session) => session[pick] ?? []);
    const rooms = await this.places.ensureRooms(tx, event.id, usual, named('room'));
    const tracks = await this.places.ensureTracks(tx, event.id, usual, named('track'));
    const speakers = await this.putSpeakers(tx, event.id, plan);
    const ids = (slugs: readonly string[]): string[] => slugs.map((slug) => stored(speakers.get(slug)));
    const drafts = plan.sessions.map(({ draft, room, track, speakers: talk, moderators }) => ({
      ...draft,
      room: room === null ? null : stored(rooms.get(room)),
      track: track === null ? null : stored(tracks.get(track)),
      speakers: ids(talk),
      moderators: ids(moderators),
    }));
    return { drafts, removed: missing === 'remove' ? plan.missing.map(({ slug }) => slug) : [] };
  }

  /** Keeps under which id the file knows each session. */
  async remember(
    tx: Tx,
    event: string,
    sessions: readonly PlannedSession[],
    ids: ReadonlyMap<string, string>,
  ): Promise<void> {
    const rows = sessions.map(({ guid, extra = null, draft }) => ({ guid, extra, ref: ids.get(draft.slug) }));
    await putOrigins(tx, event, 'session', rows);
  }

  async standing(database: Sql, event: EventEntity): Promise<Standing> {
    return {
      language: event.languages[0] ?? 'en',
      sessions: await this.drafts.sessions(database, event.id),
      speakers: await readSpeakers(database, event.id),
      rooms: await readRooms(database, event.id),
      tracks: await readTracks(database, event.id),
      origins: await readOrigins(database, event.id),
    };
  }

  private read(
    event: EventEntity,
    file: StoredFile,
    { format, ...options }: Reading & { format: Preview['format'] },
  ): Promise<AgendaTable> {
    return readAgenda(format, file.bytes, { timeZone: event.timeZone }, options);
  }

  private async putSpeakers(tx: Tx, event: string, plan: AgendaPlan): Promise<Map<string, string>> {
    const { rows } = await sql<{ slug: string; person: string | null }>`
      select slug, person_id as person from speaker where event_id = ${event}`.execute(tx.sql);
    const persons = new Map(rows.map((row) => [row.slug, row.person]));
    const put = await this.stage.put(
      tx,
      event,
      plan.speakers.speakers.map(({ was, now }) => {
        const { id: _, ...kept } = was ?? { id: '' };
        return { ...kept, ...now, person: persons.get(now.slug) ?? null };
      }),
    );
    const ids = new Map([...put.speakers].map(([slug, { id }]) => [slug, id]));
    const origins = plan.speakers.speakers.map(({ guid, now }) => ({
      guid,
      extra: null,
      ref: ids.get(now.slug),
    }));
    await putOrigins(tx, event, 'speaker', origins);
    return ids;
  }
}

async function putOrigins(
  tx: Tx,
  event: string,
  kind: 'session' | 'speaker',
  rows: readonly { guid: string; extra: object | null; ref: string | undefined }[],
): Promise<void> {
  // Our own id needs no second name, unless something came with it.
  const once = new Map(rows.map((row) => [row.guid, row]));
  const foreign = [...once.values()].filter(
    ({ guid, ref, extra }) => ref !== undefined && (guid !== ref || extra),
  );
  if (foreign.length === 0) return;
  await sql`
    insert into agenda_origin (event_id, kind, guid, ref, extra)
    select ${event}, ${kind}, guid, ref, extra
    from jsonb_to_recordset(${JSON.stringify(foreign)}::jsonb) as w(guid uuid, ref uuid, extra jsonb)
    on conflict (event_id, kind, guid) do update set ref = excluded.ref,
      extra = coalesce(excluded.extra, agenda_origin.extra)`.execute(tx.sql);
}
