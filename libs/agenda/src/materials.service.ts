import {
  agendaStream,
  streamName,
  type EventRole,
  type Material,
  type RouteParsed,
  type routes,
  type StreamChange,
} from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import {
  checkDocument,
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
import { agendaEditors, isPrivate, maySee } from './agenda.policy.js';
import { readSessions, readWorkingMaterials } from './agenda-rows.js';
import { found } from './editing.js';
import { tellEditors } from './overlays.js';
import { Timetable } from './timetable.js';
import { readOverlays } from './working-agenda.js';

/** More than anybody reads. */
const most = 30;

type NewMaterial = RouteParsed<(typeof routes)['addMaterial']>['body'];
interface Place {
  event: string;
  session: string;
  /** Whether everybody sees it, organisers alone, or it was never released and is in the draft. */
  seen: 'open' | 'private' | 'draft';
}

/**
 * Slides, recordings and whatever else belongs to sessions. Takes effect at once; what belongs to a session that was
 * never released is seen by organisers alone, and becomes public with it.
 */
@Injectable()
export class MaterialsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(Files) private readonly files: Files,
  ) {}

  /** @throws Problem forbidden for who neither organises nor is on stage in that session; too_many_materials */
  async add(call: Call, event: string, session: string, input: NewMaterial): Promise<Material> {
    return this.database.write(call, async (tx) => {
      const place = await this.place(call, event, session, tx);
      return this.insert(call, tx, place, { ...input, file: null });
    });
  }

  /** @throws Problem also file_type, file_too_large */
  async upload(
    call: Call,
    event: string,
    session: string,
    input: { kind: Material['kind']; title: string | undefined },
    file: File,
  ): Promise<Material> {
    // Nobody's file is looked into who may not add one.
    await this.place(call, event, session);
    const document = await checkDocument(file);
    return this.database.write(call, async (tx) => {
      const place = await this.place(call, event, session, tx);
      const owner = call.actor?.person ?? null;
      const { id, name } = await this.files.put(tx, document, { event: place.event, owner, kept: true });
      return this.insert(call, tx, place, {
        kind: input.kind,
        title: input.title ?? name,
        url: null,
        file: id,
      });
    });
  }

  /** @throws Problem forbidden as in `add` */
  async remove(call: Call, event: string, material: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const session = await this.sessionOf(material);
      const place = await this.place(call, event, session, tx);
      // Its file goes with it.
      await sql`delete from session_material where id = ${material}`.execute(tx.sql);
      this.tell(tx, place, { drop: { material: [material] } });
      return null;
    });
  }

  /** A file for whoever may see its session. @throws Problem not_found */
  async file(call: Call, slug: string, material: string): Promise<StoredFile> {
    const { event, roles } = await this.access.find(call, { slug });
    const session = await this.sessionOf(material);
    await this.seen(this.database.sql, event.id, session, roles);
    const one = (await readWorkingMaterials(this.database.sql, event.id, [session])).find(
      ({ id }) => id === material,
    );
    if (!one?.file) throw new Problem('not_found');
    return this.files.read(one.file.id);
  }

  /** The session, for whoever may add to it. What one may not see is not there. */
  private async place(call: Call, slug: string, session: string, tx?: Tx): Promise<Place> {
    const { event, roles } = await this.access.find(call, { slug }, tx);
    const database = tx?.sql ?? this.database.sql;
    if (tx) await this.timetable.lock(tx, event.id);
    const seen = await this.seen(database, event.id, session, roles);
    const { rows } = await sql`
      select from session_speaker t join speaker s on s.id = t.speaker_id
      where t.session_id = ${session} and s.person_id = ${call.actor?.person ?? null}::uuid`.execute(
      database,
    );
    if (rows.length === 0 && !agendaEditors.some((role) => roles.has(role))) throw new Problem('forbidden');
    return { event: event.id, session, seen };
  }

  /** @throws Problem not_found for a session that somebody with these roles may not see, released or in the draft */
  private async seen(
    database: Sql,
    event: string,
    session: string,
    roles: ReadonlySet<EventRole>,
  ): Promise<Place['seen']> {
    const [released] = await readSessions(database, event, [session]);
    if (released && maySee(roles, released)) return isPrivate(released) ? 'private' : 'open';
    const drafted = !released && agendaEditors.some((role) => roles.has(role));
    if (!drafted || !(await readOverlays(database, event, [session])).length) throw new Problem('not_found');
    return 'draft';
  }

  private async insert(
    call: Call,
    tx: Tx,
    place: Place,
    { kind, title, url, file }: Pick<Material, 'kind' | 'title' | 'url'> & { file: string | null },
  ): Promise<Material> {
    const before = await readWorkingMaterials(tx.sql, place.event, [place.session]);
    if (before.length >= most) throw new Problem('too_many_materials', { most });
    const position = Math.max(-1, ...before.map((one) => one.position)) + 1;
    const { rows } = await sql<{ id: string }>`
      insert into session_material (session_id, draft_id, kind, title, url, file_id, added_by_id, position)
      values (${place.seen === 'draft' ? null : place.session}, ${place.seen === 'draft' ? place.session : null}, ${kind}, ${title}, ${url}, ${file}, ${call.actor?.person ?? null}, ${position})
      returning id`.execute(tx.sql);
    const added = (await readWorkingMaterials(tx.sql, place.event, [place.session])).find(
      ({ id }) => id === rows[0]?.id,
    );
    const material = found(added);
    this.tell(tx, place, { put: { material: { [material.id]: material } } });
    return material;
  }

  /** Of a private session nothing enters what everybody follows; its revision rises all the same. */
  private tell(tx: Tx, { event, seen }: Place, change: StreamChange): void {
    tellEditors(tx, event, change);
    if (seen !== 'draft') tx.change(streamName(agendaStream, { event }), seen === 'open' ? change : {});
  }

  private async sessionOf(material: string): Promise<string> {
    const { rows } = await sql<{ session: string }>`
      select coalesce(session_id, draft_id) as session from session_material where id = ${material}`.execute(
      this.database.sql,
    );
    return found(rows[0]).session;
  }
}
