import { createHash } from 'node:crypto';
import { Agenda, agendaFiles, type AgendaFormat } from '@foyer/contracts';
import { AgendaQueries, DraftAgenda, readRooms, readSessions, readSpeakers, readTracks } from '@foyer/agenda';
import { EventAccess, EventEntity, organisers } from '@foyer/events';
import { Database, ENV, Problem, type Call, type Env } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readOrigins, tableOf, type HouseAgenda } from './agenda.reader.js';
import { writeAgenda } from './formats/index.js';

/** A file that is ready to be sent. */
export interface ExportedFile {
  name: string;
  mediaType: string;
  bytes: Buffer;
  etag?: string;
}

const keptFiles = 64;

/** Agendas as files: what was released for everybody, the draft for those who organise. */
@Injectable()
export class AgendaExportService {
  /** Written once a version: many fetch the same. */
  private readonly kept = new Map<string, ExportedFile>();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(AgendaQueries) private readonly queries: AgendaQueries,
    @Inject(DraftAgenda) private readonly drafts: DraftAgenda,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** What everybody may see of a published event. @throws Problem not_found */
  async published(call: Call, slug: string, format: AgendaFormat): Promise<ExportedFile> {
    const anybody = { ...call, actor: null };
    const { event } = await this.access.find(anybody, { slug });
    const { body, etag } = await this.queries.getAgenda(anybody, slug);
    const { title, timeZone, languages, startsAt, endsAt } = event;
    const version = createHash('sha256')
      .update(JSON.stringify([etag, format, title, timeZone, languages, startsAt, endsAt]))
      .digest('base64url')
      .slice(0, 22);
    const known = this.kept.get(`${slug} ${format}`);
    if (known?.etag === `"${version}"`) return known;
    const agenda = Agenda.parse(JSON.parse(body.toString()));
    const file = { ...(await this.file(event, agenda, format, version)), etag: `"${version}"` };
    if (this.kept.size >= keptFiles) this.kept.clear();
    this.kept.set(`${slug} ${format}`, file);
    return file;
  }

  /** For organisers, with private sessions. @throws Problem forbidden, not_found */
  async export(
    call: Call,
    slug: string,
    { format, what }: { format: AgendaFormat; what: 'draft' | 'released' },
  ): Promise<ExportedFile> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.write(event, format, what);
  }

  /** For the command line, which is at home here. @throws Problem not_found */
  async ofEvent(slug: string, format: AgendaFormat, what: 'draft' | 'released'): Promise<ExportedFile> {
    const event = await this.database.em().findOne(EventEntity, { slug });
    if (!event) throw new Problem('not_found');
    return this.write(event, format, what);
  }

  private async write(
    event: EventEntity,
    format: AgendaFormat,
    what: 'draft' | 'released',
  ): Promise<ExportedFile> {
    const agenda = await this.database.snapshot(async (database): Promise<HouseAgenda> => ({
      sessions:
        what === 'released'
          ? await readSessions(database, event.id)
          : (await this.drafts.sessions(database, event.id)).filter(({ state }) => state !== 'removed'),
      speakers: await readSpeakers(database, event.id),
      rooms: await readRooms(database, event.id),
      tracks: await readTracks(database, event.id),
    }));
    return this.file(event, agenda, format, what);
  }

  private async file(
    event: EventEntity,
    agenda: HouseAgenda,
    format: AgendaFormat,
    version: string,
  ): Promise<ExportedFile> {
    const language = event.languages[0] ?? 'en';
    const origins = await readOrigins(this.database.sql, event.id);
    const { slug, title, timeZone, startsAt, endsAt } = event;
    const bytes = await writeAgenda(format, tableOf(agenda, origins, { title, timeZone, language }), {
      ...{ slug, timeZone, language, version, publicUrl: this.env.publicUrl.replace(/\/$/, '') },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    });
    const { mediaType, ending } = agendaFiles[format];
    return { name: `${slug}.${ending}`, mediaType, bytes };
  }
}
