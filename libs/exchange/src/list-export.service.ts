import {
  erasedName,
  type ExportedList,
  type ListFormat,
  type RouteParsed,
  type routes,
} from '@foyer/contracts';
import { localised } from '@foyer/locales';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import { Database, houseCall, Problem, sql, type Call } from '@foyer/platform';
import { readAnswers, RegistrationQueries } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import type { ExportedFile } from './agenda-export.service.js';
import { writeCsv } from './formats/csv.js';
import { writeWorkbook } from './formats/xlsx.js';
import { FunnelExportService } from './funnel-export.service.js';
import { toLocalTime } from './local-time.js';

type Query = RouteParsed<typeof routes.exportList>['query'];
type Cell = string | number | boolean | null | string[];
type Row = Record<string, Cell>;

const page = 500;
const mediaTypes: Record<ListFormat, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};

/** Lists of an event for those who organise it: with addresses, so for nobody else. */
@Injectable()
export class ListExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RegistrationQueries) private readonly registrations: RegistrationQueries,
    @Inject(FunnelExportService) private readonly funnel: FunnelExportService,
  ) {}

  /** @throws Problem forbidden for who does not organise the event */
  async export(call: Call, slug: string, list: ExportedList, query: Query): Promise<ExportedFile> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const file = { name: `${slug}-${list}.${query.format}`, mediaType: mediaTypes[query.format] };
    if (list === 'meetings-funnel') {
      return { ...file, bytes: await this.funnel.write(call, slug, query.format) };
    }
    const rows = await this.rows(call, event, list, query);
    return { ...file, bytes: await encode(list, rows, query.format) };
  }

  /** For the command line, in the name of an organiser. @throws Problem not_found; forbidden where it has none */
  async ofEvent(slug: string, list: ExportedList, format: ListFormat): Promise<ExportedFile> {
    const { rows } = await sql<{ person: string | null }>`
      select r.person_id as person from event e
      left join event_role r on r.event_id = e.id and r.role = any(${organisers}::text[])
      where e.slug = ${slug} order by r.role desc limit 1`.execute(this.database.sql);
    const person = rows[0]?.person;
    if (person === undefined) throw new Problem('not_found');
    if (person === null) throw new Problem('forbidden');
    const actor = { person, session: person, organiser: false };
    return this.export({ ...houseCall, actor }, slug, list, { format });
  }

  private rows(
    call: Call,
    event: EventEntity,
    list: Exclude<ExportedList, 'meetings-funnel'>,
    query: Query,
  ): Promise<Row[]> {
    if (list === 'participants') return this.participants(call, event, query);
    if (list === 'speakers') return this.speakers(event);
    return list === 'attendance' ? this.attendance(event) : this.organisations(event);
  }

  private async participants(
    call: Call,
    event: EventEntity,
    { format: _, ...filters }: Query,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    const extra = await this.answers(event);
    for (let after: string | undefined; ;) {
      const given = { ...filters, limit: page, ...(after === undefined ? {} : { after }) };
      const { participants, next } = await this.registrations.participants(call, event.slug, given);
      for (const one of participants)
        rows.push({
          ...{ email: one.email, name: one.name, category: one.category, organisation: one.organisation },
          ...{ country: one.country, language: one.language, time_zone: one.timeZone },
          ...{
            job_title: one.jobTitle ?? '',
            offers: one.offers ?? [],
            needs: one.needs ?? [],
            about: one.about ?? '',
          },
          ...{ state: one.state, confirmed: local(one.confirmedAt, event), attended: one.attended },
          listed: one.listed ?? true,
          ...extra(one.id),
        });
      if (next === null) return rows;
      after = next;
    }
  }

  /** What people have answered to the event's own questions and agreed to, a column each. */
  private async answers(event: EventEntity): Promise<(registration: string) => Row> {
    const { form, answers, consents } = await readAnswers(this.database.sql, event.id);
    return (registration) => {
      const given = answers.get(registration) ?? {};
      const agreed = consents.get(registration) ?? [];
      return {
        ...Object.fromEntries(form.questions.map(({ key }) => [`answer_${key}`, given[key] ?? null])),
        ...Object.fromEntries(
          form.consents.map(({ key }) => {
            const state = agreed.find(({ consent }) => consent === key);
            return [`consent_${key}`, state?.given ? local(state.at, event) : null];
          }),
        ),
      };
    };
  }

  private async speakers(event: EventEntity): Promise<Row[]> {
    const { rows } = await sql<{
      slug: string;
      name: string;
      jobTitle: Record<string, string> | null;
      organisation: string | null;
      country: string | null;
      email: string | null;
      biography: Record<string, string> | null;
      talks: string[];
    }>`
      select s.slug, s.name, s.job_title as "jobTitle", s.organisation, s.country, p.email, s.biography,
        coalesce((select json_agg(e.slug order by e.starts_at, e.slug) from session e
          where exists (select from session_speaker t where t.session_id = e.id and t.speaker_id = s.id)), '[]') as talks
      from speaker s left join person p on p.id = s.person_id
      where s.event_id = ${event.id} order by s.name, s.id`.execute(this.database.sql);
    const usual = event.languages[0] ?? 'en';
    return rows.map(({ slug, name, jobTitle, organisation, country, email, biography, talks }) => ({
      ...{ key: slug, name, email, organisation, country, sessions: talks },
      job_title: jobTitle ? localised(jobTitle, usual) : '',
      biography: biography ? localised(biography, usual) : '',
    }));
  }

  private async attendance(event: EventEntity): Promise<Row[]> {
    const { rows } = await sql<{
      session: string;
      title: Record<string, string>;
      name: string;
      /** Null of whoever has had their data erased. */
      email: string | null;
      organisation: string | null;
      joined: string;
      gone: string | null;
    }>`
      select s.slug as session, s.title, coalesce(r.name, p.name) as name,
        case when r.name is distinct from ${erasedName} then p.email end as email, o.name as organisation,
        a.entered_at as joined, a.left_at as gone
      from attendance a join session s on s.id = a.session_id join person p on p.id = a.person_id
      left join registration r on r.event_id = s.event_id and r.person_id = a.person_id
      left join organisation o on o.id = r.organisation_id
      where s.event_id = ${event.id} and not a.guest order by s.starts_at, s.slug, a.entered_at, a.id`.execute(
      this.database.sql,
    );
    const usual = event.languages[0] ?? 'en';
    return rows.map(({ session, title, name, email, organisation, joined, gone }) => ({
      ...{ session, title: localised(title, usual), name, email, organisation },
      ...{ joined: local(joined, event), left: local(gone, event) },
      minutes: gone === null ? null : Math.round((Date.parse(gone) - Date.parse(joined)) / 60_000),
    }));
  }

  private async organisations(event: EventEntity): Promise<Row[]> {
    const { rows } = await sql<{ name: string; country: string; confirmed: number; people: number }>`
      select o.name, o.country, count(*) filter (where r.state = 'confirmed')::int as confirmed, count(*)::int as people
      from registration r join organisation o on o.id = r.organisation_id
      where r.event_id = ${event.id} group by o.id order by o.name, o.country`.execute(this.database.sql);
    return rows.map(({ name, country, confirmed, people }) => ({
      organisation: name,
      country,
      confirmed,
      people,
    }));
  }
}

const local = (instant: string | null, event: EventEntity): string =>
  instant === null ? '' : toLocalTime(new Date(instant), event.timeZone);

async function encode(list: string, rows: readonly Row[], format: ListFormat): Promise<Buffer> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(rows, null, 1)}\n`);
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column] ?? null)))];
  return format === 'csv' ? Buffer.from(writeCsv(cells)) : writeWorkbook([{ name: list, rows: cells }]);
}

function cellOf(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join('; ') : String(value);
}
