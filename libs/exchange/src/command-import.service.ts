import type { AgendaFormat, Language } from '@foyer/contracts';
import { DraftAgenda, Releases, Timetable } from '@foyer/agenda';
import { EventEntity, firstCategories } from '@foyer/events';
import { Clock, Database, houseCall, Problem, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AgendaImportService } from './agenda-import.service.js';
import { planAgenda, type AgendaPlan } from './agenda.plan.js';
import { cleanLine, cleanText, pick } from './formats/agenda-table.js';
import { formatOf, readAgenda, type AgendaTable, type ReadOptions } from './formats/index.js';
import { PeopleImportService, refuseErrors, sheetOf } from './people/people-import.service.js';
import type { PeopleTable } from './people/people-table.js';

export interface AgendaCommand {
  name: string;
  bytes: Buffer;
  /** The event's slug; made from the file where it is not given. */
  event?: string | undefined;
  format?: AgendaFormat | undefined;
  /** Lets everybody see it at once: the event, and what was imported. */
  publish: boolean;
  missing: 'keep' | 'remove';
  reading: ReadOptions;
}
export interface AgendaCommandReport {
  event: string;
  created: boolean;
  /** Null where the draft waits for a release. */
  release: number | null;
  plan: AgendaPlan;
  done: { added: number; changed: number; removed: number };
}

/** Imports for the command line, which is at home here: it asks nobody's leave. */
@Injectable()
export class CommandImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(DraftAgenda) private readonly drafts: DraftAgenda,
    @Inject(Releases) private readonly releases: Releases,
    @Inject(AgendaImportService) private readonly agendas: AgendaImportService,
    @Inject(PeopleImportService) private readonly people: PeopleImportService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes an agenda into an event's draft, or makes the event from it. All or nothing.
   * @throws Problem file_unreadable; import_invalid; release_blocked where it cannot be published
   */
  async agenda(given: AgendaCommand): Promise<AgendaCommandReport> {
    const format = given.format ?? formatOf(given.bytes, given.name);
    return this.database.write(houseCall, async (tx) => {
      const known =
        given.event === undefined ? null : await tx.em.findOne(EventEntity, { slug: given.event });
      const timeZone = known?.timeZone ?? 'Europe/Brussels';
      const table = await readAgenda(format, given.bytes, { timeZone }, given.reading);
      const slug = given.event ?? slugFrom(table);
      const found = known ?? (await tx.em.findOne(EventEntity, { slug }));
      const event = found ?? (await this.create(tx, slug, table, timeZone));
      if (given.publish) event.state = 'published';
      await tx.em.flush();
      await this.timetable.lock(tx, event.id);
      const plan = planAgenda(table, await this.agendas.standing(tx.sql, event));
      if (plan.notices.some(({ level }) => level === 'error')) throw new InvalidAgenda(plan);
      const done = await this.agendas.write(tx, event, plan, { missing: given.missing, by: null });
      tx.fact('event.moved', { event: event.id });
      const waits = (await this.drafts.sessions(tx.sql, event.id)).some(({ state }) => state !== 'released');
      const release =
        given.publish && waits
          ? (await this.releases.release(tx, event.id, this.named(event, given.name))).number
          : null;
      return { event: slug, created: !found, release, plan, done };
    });
  }

  /**
   * Invites the people of a table, or confirms them where there are places for all.
   * @throws Problem not_found; event_full; InvalidPeople with what is wrong in which row
   */
  async invite(
    event: string,
    bytes: Buffer,
    reading: ReadOptions,
    confirm: boolean,
  ): Promise<Awaited<ReturnType<PeopleImportService['putPeople']>>> {
    return this.database.write(houseCall, async (tx) => {
      const found = await tx.em.findOne(EventEntity, { slug: event });
      if (!found) throw new Problem('not_found');
      const options = { usual: {}, doubles: 'skip' as const };
      const table = await this.people.read(tx.sql, found, await sheetOf({ bytes }, reading), options);
      if (table.notices.some(({ level }) => level === 'error')) throw new InvalidPeople(table);
      refuseErrors(table);
      const progress = () => Promise.resolve();
      return this.people.putPeople(tx, found, table, { confirm: confirm ? 'refuse' : null, progress });
    });
  }

  /** A release that is called what the file is. */
  private named({ languages }: EventEntity, file: string): Parameters<Releases['release']>[2] {
    const name = { [languages[0] ?? 'en']: [...cleanLine(file)].slice(0, 120).join('') || '1' };
    return { name, note: null, by: null, at: this.clock.now(), revision: null };
  }

  /** An event as the file describes it; a draft, for whoever is given a role in it. */
  private async create(tx: Tx, slug: string, table: AgendaTable, usual: string): Promise<EventEntity> {
    const starts = table.sessions.map(({ startsAt }) => startsAt).sort();
    const ends = table.sessions.map(({ endsAt }) => endsAt).sort();
    const [first, last] = [starts[0], ends.at(-1)];
    if (first === undefined || last === undefined) throw new Problem('import_invalid', { errors: 1 });
    const language: Language = 'en';
    const title = cleanText(pick(table.title, language)) || slug;
    const languages = [
      ...new Set([language, ...table.sessions.flatMap((session) => session.language ?? [])]),
    ];
    return tx.em.create(EventEntity, {
      ...{ slug, title: { [language]: title }, purpose: { [language]: title }, languages },
      timeZone: table.timeZone ?? usual,
      startsAt: new Date(first),
      endsAt: new Date(last),
      categories: await firstCategories(languages),
      ...{ expectedOutcomes: [], partners: [] },
    });
  }
}

/** An agenda with errors, and what they are. */
export class InvalidAgenda extends Problem {
  constructor(readonly plan: AgendaPlan) {
    super('import_invalid', { errors: plan.notices.filter(({ level }) => level === 'error').length });
  }
}
/** A table of people with errors, and what they are. */
export class InvalidPeople extends Problem {
  constructor(readonly table: PeopleTable) {
    super('import_invalid', { errors: table.notices.filter(({ level }) => level === 'error').length });
  }
}

function slugFrom(table: AgendaTable): string {
  const words = (table.acronym ?? pick(table.title, 'en')) || 'agenda';
  const slug = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return slug.length >= 2 ? slug : 'agenda';
}
