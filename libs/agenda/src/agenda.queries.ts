import { createHash } from 'node:crypto';
import { agendaStream, streamName, type Agenda } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Notifier, Problem, sql, type Actor, type Call } from '@foyer/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { isPrivate, maySee } from './agenda.policy.js';
import { readMaterials, readRooms, readSessions, readSpeakers, readTracks } from './agenda-rows.js';

/** An answer ready for the wire. */
export interface EncodedAgenda {
  /** JSON text. */
  body: Buffer;
  /** Strong: the same tag means the same bytes. */
  etag: string;
}

interface Kept {
  event: string;
  draft: boolean;
  rev: string;
  organisers: ReadonlySet<string>;
  /** When it last agreed with the database (milliseconds of the process); never, once a change was heard of. */
  checkedAt: number;
  /** What everybody gets, and what those get who also see private sessions. */
  open: EncodedAgenda;
  full: EncodedAgenda;
}

/** A hint between processes can get lost: after so long an answer is compared with the database again. */
const freshMilliseconds = 1_000;
const keptEvents = 500;
const streamPrefix = agendaStream.pattern.slice(0, agendaStream.pattern.indexOf('{'));

/**
 * The agenda as it is read thousands of times: encoded once a revision of its stream. A hit costs no query. While
 * somebody reads, one look a second asks whether the revision still holds; a commit that was heard of, the next hit.
 */
@Injectable()
export class AgendaQueries implements OnModuleInit {
  private readonly kept = new Map<string, Kept>();
  private readonly loading = new Map<string, { heard: number; kept: Promise<Kept | null> }>();
  /** Counts the changes heard of: what was being read meanwhile may be older than they are. */
  private heard = 0;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  onModuleInit(): void {
    this.database.onCommitted(({ streams }) => this.hear(streams));
    this.notifier.onHint(({ streams }) => this.hear(streams ?? []));
  }

  /** @throws Problem not_found when there is no such event, or it is a draft and the caller has no role in it */
  async getAgenda(call: Call, slug: string): Promise<EncodedAgenda> {
    const atHand = this.atHand(call.actor, slug);
    if (atHand) return atHand;
    const kept = await this.load(slug);
    if (!kept) throw new Problem('not_found');
    if (kept.draft) {
      const { roles } = await this.access.find(call, { slug });
      return maySee(roles, { kind: 'private-blocker' }) ? kept.full : kept.open;
    }
    return shownTo(call.actor, kept);
  }

  /** The answer to a published event's readers, where it was compared with the database within the last second. */
  atHand(actor: Actor | null, slug: string): EncodedAgenda | undefined {
    const kept = this.kept.get(slug);
    if (!kept || kept.draft || performance.now() - kept.checkedAt >= freshMilliseconds) return undefined;
    return shownTo(actor, kept);
  }

  private hear(streams: readonly string[]): void {
    const agendas = streams.filter((name) => name.startsWith(streamPrefix));
    if (agendas.length === 0) return;
    this.heard++;
    for (const kept of this.kept.values()) {
      if (agendas.includes(streamName(agendaStream, { event: kept.event }))) kept.checkedAt = -Infinity;
    }
  }

  /** One look at the database for all who ask at the same time, unless a change was heard of since it began. */
  private load(slug: string): Promise<Kept | null> {
    const running = this.loading.get(slug);
    if (running?.heard === this.heard) return running.kept;
    const heard = this.heard;
    const kept = this.read(slug)
      .then((read) => {
        if (heard !== this.heard && read) read.checkedAt = -Infinity;
        if (!read) this.kept.delete(slug);
        else this.keep(slug, read);
        return read;
      })
      .finally(() => {
        if (this.loading.get(slug)?.kept === kept) this.loading.delete(slug);
      });
    this.loading.set(slug, { heard, kept });
    return kept;
  }

  private keep(slug: string, kept: Kept): void {
    if (!this.kept.has(slug) && this.kept.size >= keptEvents) {
      const oldest = this.kept.keys().next().value;
      if (oldest !== undefined) this.kept.delete(oldest);
    }
    this.kept.set(slug, kept);
  }

  private read(slug: string): Promise<Kept | null> {
    const began = performance.now();
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ event: string; draft: boolean; rev: string; organisers: string[] }>`
        select e.id as event, e.state = 'draft' as draft, coalesce(s.rev, 0)::text as rev,
          array(select person_id::text from event_role r
            where r.event_id = e.id and r.role = any(${organisers}::text[])) as organisers
        from event e left join stream s on s.name = ${streamPrefix} || e.id
        where e.slug = ${slug}`.execute(database);
      const head = rows[0];
      if (!head) return null;
      const known = this.kept.get(slug);
      const encoded =
        known?.event === head.event && known.rev === head.rev
          ? { open: known.open, full: known.full }
          : encodeBoth({
              sessions: await readSessions(database, head.event),
              speakers: await readSpeakers(database, head.event),
              rooms: await readRooms(database, head.event),
              tracks: await readTracks(database, head.event),
              materials: await readMaterials(database, head.event),
            });
      return { ...head, ...encoded, organisers: new Set(head.organisers), checkedAt: began };
    });
  }
}

const shownTo = (actor: Actor | null, { organisers: insiders, full, open }: Kept): EncodedAgenda =>
  actor && insiders.has(actor.person) ? full : open;

function encodeBoth(agenda: Agenda): { open: EncodedAgenda; full: EncodedAgenda } {
  const shown = agenda.sessions.filter((session) => !isPrivate(session));
  const hidden = new Set(agenda.sessions.filter(isPrivate).map(({ id }) => id));
  const materials = agenda.materials.filter(({ session }) => !hidden.has(session));
  const open = encode({ ...agenda, sessions: shown, materials });
  return { open, full: shown.length === agenda.sessions.length ? open : encode(agenda) };
}

function encode(agenda: Agenda): EncodedAgenda {
  const body = Buffer.from(JSON.stringify(agenda));
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
