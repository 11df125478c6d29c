import {
  plainForm,
  type AskedConsent,
  type Category,
  type FormDesk,
  type FormParts,
  type LocalisedText,
} from '@foyer/contracts';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import { Database, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** A form with the versions of its consents' words. */
export interface Form extends FormParts {
  version: number;
  consents: AskedConsent[];
}

/** What the form asks, for those who answer and for those who make it. */
@Injectable()
export class FormQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem not_found */
  async form(call: Call, slug: string): Promise<Form> {
    const { event } = await this.access.find(call, { slug });
    const { version, builtIn, questions, consents } = await readForm(this.database.sql, event.id);
    return { version, builtIn, questions: questions.filter(isActive), consents: consents.filter(isActive) };
  }

  /** @throws Problem not_found; forbidden for who does not organise the event */
  async desk(call: Call, slug: string): Promise<FormDesk> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot((database) => readDesk(database, event));
  }
}

const isActive = ({ archived }: { archived: boolean }): boolean => !archived;

/** An event's form; the plain one where nobody has saved any. */
export async function readForm(database: Sql, event: string): Promise<Form> {
  const { rows } = await sql<{ version: number; parts: FormParts }>`
    select version, parts from registration_form where event_id = ${event}`.execute(database);
  const { version, parts } = rows[0] ?? { version: 0, parts: plainForm };
  if (parts.consents.length === 0) return { version, ...parts, consents: [] };
  const versions = await readWordingVersions(database, event);
  return {
    version,
    ...parts,
    consents: parts.consents.map((consent) => ({
      ...consent,
      version: versions.get(consent.key)?.version ?? 1,
    })),
  };
}

/** The last words of each purpose of an event. */
export async function readWordingVersions(
  database: Sql,
  event: string,
): Promise<Map<string, { id: string; version: number; title: LocalisedText; wording: LocalisedText }>> {
  const { rows } = await sql<{
    consent: string;
    id: string;
    version: number;
    title: LocalisedText;
    wording: LocalisedText;
  }>`
    select distinct on (consent) consent, id, version, title, wording from consent_wording
    where event_id = ${event} order by consent, version desc`.execute(database);
  return new Map(rows.map(({ consent, ...row }) => [consent, row]));
}

/** How many registrations, whatever their state, are in each category. */
export async function countCategories(database: Sql, event: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ category: string; n: number }>`
    select category, count(*)::int as n from registration where event_id = ${event} group by category`.execute(
    database,
  );
  return Object.fromEntries(rows.map(({ category, n }) => [category, n]));
}

/** How many have answered each question. */
export async function countAnswers(database: Sql, event: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ question: string; n: number }>`
    select a.question, count(*)::int as n
    from registration_answer a join registration r on r.id = a.registration_id
    where r.event_id = ${event} group by a.question`.execute(database);
  return Object.fromEntries(rows.map(({ question, n }) => [question, n]));
}

async function countConsents(database: Sql, event: string): Promise<FormDesk['use']['consents']> {
  const { rows } = await sql<{ consent: string; given: number; earlier: number; withdrawn: number }>`
    with latest as (
      select distinct on (l.person_id, l.consent) l.consent, l.given, w.version
      from consent_log l join consent_wording w on w.id = l.wording_id
      where l.event_id = ${event} order by l.person_id, l.consent, l.id desc
    ), current as (
      select consent, max(version) as version from consent_wording where event_id = ${event} group by consent
    )
    select l.consent, count(*) filter (where l.given and l.version = c.version)::int as given,
      count(*) filter (where l.given and l.version < c.version)::int as earlier,
      count(*) filter (where not l.given)::int as withdrawn
    from latest l join current c on c.consent = l.consent group by l.consent`.execute(database);
  return Object.fromEntries(rows.map(({ consent, ...counts }) => [consent, counts]));
}

/** The form in full, with what hangs on it. */
export async function readDesk(
  database: Sql,
  event: Pick<EventEntity, 'id'> & { categories: Category[] },
): Promise<FormDesk> {
  const form = await readForm(database, event.id);
  const { rows } = await sql<{ by: string | null; at: Date }>`
    select p.name as by, f.edited_at as at
    from registration_form f left join person p on p.id = f.edited_by_id where f.event_id = ${event.id}`.execute(
    database,
  );
  return {
    ...form,
    categories: event.categories,
    editedBy: rows[0]?.by ?? null,
    editedAt: rows[0]?.at.toISOString() ?? null,
    use: {
      categories: await countCategories(database, event.id),
      answers: await countAnswers(database, event.id),
      consents: await countConsents(database, event.id),
    },
  };
}
