import { fewestRatings, type Contact, type Material, type Recap } from '@foyer/contracts';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { contactsSeen } from '@foyer/meetings';
import { Clock, Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { readAttendance, readCurves } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { readPollFigures } from './session.rows.js';

type Spoken = Recap['spoken'][number];

/** What an event was to one person: whom they met, what they asked and came to, and how it went where they spoke. */
@Injectable()
export class RecapService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_registered for who has no part in the event; not_found */
  async get(call: Call, slug: string): Promise<Recap> {
    const { event, roles } = await this.access.find(call, { slug });
    const me = call.actor?.person;
    if (me === undefined || roles.size === 0) throw new Problem('not_registered');
    return this.database.snapshot(async (database) => {
      const now = eventNow(event, this.clock.now());
      const seen = await contactsSeen(database, { event: event.id, me, now });
      return {
        met: await met(database, event.id, me),
        followUps: followUpsOf(seen),
        contacts: seen.flatMap(({ person: { person }, card }) => (card ? [{ person, card }] : [])),
        questions: await asked(database, event.id, me),
        sessions: await visited(database, event.id, me),
        spoken: await this.spoken(database, event, me),
      };
    });
  }

  private async spoken(database: Sql, event: EventEntity, me: string): Promise<Spoken[]> {
    const { rows } = await sql<{ session: string; questions: Spoken['questions'] }>`
      with mine as (
        select distinct t.session_id as session from session_speaker t join speaker k on k.id = t.speaker_id
        where k.event_id = ${event.id} and k.person_id = ${me} and t.role = 'speaker'
      )
      select m.session, coalesce((
        select json_agg(json_build_object('id', q.id, 'text', q.text, 'answered', q.state = 'answered', 'votes',
            (select count(*) from vote v where v.question_id = q.id), 'forMe', q.for_me)
          order by q.state = 'answered', q.id)
        from (
          select q.*, coalesce((select k.person_id = ${me} from speaker k where k.id = q.assigned_id), false) as for_me
          from question q where q.session_id = m.session and q.state in ('approved', 'answered')
        ) q), '[]') as questions
      from mine m`.execute(database);
    if (rows.length === 0) return [];
    const questions = new Map(rows.map((row) => [row.session, row.questions]));
    const now = eventNow(event, this.clock.now());
    const curves = await readCurves(database, event.id, now);
    const { ratings } = await readPollFigures(database, event.id);
    return (await readAttendance(database, event.id, now)).flatMap((row): Spoken[] => {
      const own = questions.get(row.session);
      if (!own) return [];
      const { from = row.startsAt, stepMinutes = 1, present = [] } = curves.get(row.session) ?? {};
      const rating = ratings.get(row.session);
      return [
        {
          ...{ session: row.slug, title: row.title, startsAt: row.startsAt, endsAt: row.endsAt },
          ...{ came: row.came, peak: row.peak, averageMinutes: row.averageMinutes, questions: own },
          curve: { from, stepMinutes, present: row.came > 0 ? present : [] },
          rating: rating && rating.answers >= fewestRatings ? rating : null,
        },
      ];
    });
  }
}

/** The others of meetings of mine that were held; who has erased their data is no longer named. */
async function met(database: Sql, event: string, me: string): Promise<Recap['met']> {
  const { rows } = await sql<Recap['met'][number]>`
    select m.id as meeting, m.starts_at as "startsAt", r.name, o.name as organisation, r.country, mine.outcome,
      coalesce(a.note, '') as note
    from meeting m join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${me}
    join meeting_person other on other.meeting_id = m.id and other.person_id <> ${me}
    join registration r on r.event_id = m.event_id and r.person_id = other.person_id
    join organisation o on o.id = r.organisation_id
    left join meeting_after a on a.meeting_id = m.id and a.person_id = ${me}
    where m.event_id = ${event} and m.state = 'held' order by m.starts_at, r.name, m.id`.execute(database);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt).toISOString() }));
}

/** Meetings with a day to follow them up, the earliest day first; of one with several people there is one. */
function followUpsOf(seen: readonly Contact[]): Recap['followUps'] {
  const found = new Map<string, Recap['followUps'][number]>();
  for (const { person, meetings } of seen) {
    for (const { id: meeting, followUpOn: on, note } of meetings) {
      if (on === null) continue;
      const one = found.get(meeting) ?? { meeting, on, people: [], note };
      one.people.push({ name: person.name, organisation: person.organisation });
      found.set(meeting, one);
    }
  }
  return [...found.values()].sort((a, b) => a.on.localeCompare(b.on));
}

/** What I asked and did not take back. */
async function asked(database: Sql, event: string, me: string): Promise<Recap['questions']> {
  const { rows } = await sql<Recap['questions'][number]>`
    select s.slug as session, s.title, s.starts_at as "startsAt", q.id, q.text, coalesce(m.state, q.state) as state,
      coalesce(m.reply, q.reply) as reply,
      (select count(*)::int from vote v where v.question_id = coalesce(m.id, q.id)) as votes
    from question q join session s on s.id = q.session_id left join question m on m.id = q.merged_into_id
    where s.event_id = ${event} and q.person_id = ${me} and q.state <> 'withdrawn'
    order by s.starts_at, q.id`.execute(database);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt).toISOString() }));
}

async function visited(database: Sql, event: string, me: string): Promise<Recap['sessions']> {
  const { rows } = await sql<Recap['sessions'][number] & { materials: Material[] }>`
    select s.slug as session, s.title, s.starts_at as "startsAt", v.came, v.starred, coalesce((
        select json_agg(json_build_object('id', m.id, 'session', m.session_id, 'kind', m.kind, 'title', m.title,
            'url', m.url, 'position', m.position, 'file', case when f.id is not null then
              json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) end)
          order by m.position, m.id)
        from session_material m left join file f on f.id = m.file_id where m.session_id = s.id), '[]') as materials
    from session s, lateral (
      select exists (select from attendance a where a.session_id = s.id and a.person_id = ${me} and not a.guest) as came,
        exists (select from session_star t where t.session_id = s.id and t.person_id = ${me}) as starred
    ) v
    where s.event_id = ${event} and s.kind not in ('break', 'private-blocker') and (v.came or v.starred)
    order by s.starts_at, s.slug`.execute(database);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt).toISOString() }));
}
