import {
  announcementSteps,
  erasedName,
  QuestionBefore,
  roomSteps,
  type LocalisedText,
  type LogEntry,
  type LogKind,
  type LogStep,
  type PollKind,
  type RulesChange,
  type UsualReason,
} from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import type { PollStep } from './poll.entity.js';
import type { Remembered } from './question.entity.js';
import type { ModerationStep } from './room.entity.js';

type Fragment = ReturnType<typeof sql>;

/** True of the question `q` whose asker has taken it back or has erased their data: its words are nobody's any more. */
export const isGone: Fragment = sql`(q.state = 'withdrawn' or exists (
  select from registration gone_r join session gone_s on gone_s.event_id = gone_r.event_id
  where gone_s.id = q.session_id and gone_r.person_id = q.person_id and gone_r.name = ${erasedName}))`;

/** A session, or all of an event. */
export type LogScope = { session: string } | { event: string };
export interface LogQuery {
  person?: string | undefined;
  kind?: LogKind | undefined;
  /** Goes on behind the entry of this id. */
  after?: string | undefined;
  limit?: number;
}

interface Row {
  source: 'm' | 'p';
  number: string;
  session: string;
  step: ModerationStep['step'] | PollStep['step'];
  actor: string | null;
  name: string | null;
  at: Date | string;
  reason: string | null;
  usualReason: UsualReason | null;
  question: number | null;
  text: string | null;
  /** As its asker has it now; null: nobody may read it. */
  asked: string | null;
  other: number | null;
  otherText: string | null;
  before: Remembered | null;
  tags: string[] | null;
  rules: RulesChange | null;
  undoes: string | null;
  announcement: string | null;
  announced: LocalisedText | null;
  poll: string | null;
  pollKind: PollKind | null;
  pollQuestion: string | null;
  answer: string | null;
}

/** What the step `t` with an answer was about; of a text that its writer has put otherwise since, nothing. */
const answerOf = sql`case when t.number is null or exists (select from poll_answer a
  where a.poll_id = t.poll_id and a.number = t.number and a.text = t.answer) then t.answer end`;

/** Where the sessions of the scope are; `s` is the session. */
const within = (scope: LogScope): Fragment =>
  'session' in scope ? sql`s.id = ${scope.session}` : sql`s.event_id = ${scope.event}`;

/** The name of somebody who has acted, `p`; nothing of those who have erased their data. */
const actorName = sql`case when exists (select from registration r
  where r.event_id = s.event_id and r.person_id = p.id and r.name = ${erasedName}) then '' else p.name end`;

/** Steps with questions, rooms and polls, the newest first. */
export async function readLog(database: Sql, scope: LogScope, query: LogQuery = {}): Promise<LogEntry[]> {
  const { rows } = await sql<Row>`
    with log as (
      select 'm' as source, m.id as number, m.session_id as session, m.step, m.actor_id as actor, ${actorName} as name,
        m.at, case when not ${isGone} or q.id is null then m.reason end as reason,
        case when not ${isGone} or q.id is null then m.usual_reason end as "usualReason", m.question_id as question,
        case when not ${isGone} then q.text end as text,
        case when not ${isGone} then coalesce(q.original, q.text) end as asked, m.other_id as other,
        (select q.text from question q where q.id = m.other_id and not ${isGone}) as "otherText",
        case when not ${isGone} then m.before end as before,
        case when not ${isGone} then m.tags end as tags, m.rules, m.undoes,
        m.announcement_id as announcement, n.texts as announced, null::uuid as poll, null as "pollKind", null as "pollQuestion",
        null as answer,
        case when m.step = any(${[...roomSteps]}::text[]) then 'room'
          when m.announcement_id is not null then 'announcements' else 'questions' end as kind
      from moderation_step m join session s on s.id = m.session_id
        left join question q on q.id = m.question_id left join person p on p.id = m.actor_id
        left join announcement n on n.id = m.announcement_id
      where ${within(scope)}
      union all
      select 'p', t.id, t.session_id, t.step, t.actor_id, ${actorName}, t.at, null, null, null, null, null, null, null,
        null, null, null, null, null, null, t.poll_id, t.kind, t.question, ${answerOf},
        'polls'
      from poll_step t join session s on s.id = t.session_id left join person p on p.id = t.actor_id
      where ${within(scope)}
    )
    select source, number, session, step, actor, name, at, reason, "usualReason", question, text, asked, other, "otherText", before,
      tags, rules, undoes, announcement, announced, poll, "pollKind", "pollQuestion", answer
    from log l
    where (${query.person ?? null}::uuid is null or l.actor = ${query.person ?? null})
      and (${query.kind ?? null}::text is null or l.kind = ${query.kind ?? null})
      and (${query.after ?? null}::text is null or (l.at, l.source, l.number) <
        (select o.at, o.source, o.number from log o where o.source || o.number = ${query.after ?? null}))
    order by at desc, source desc, number desc limit ${query.limit ?? null}`.execute(database);
  return rows.map(entryOf);
}

function entryOf(row: Row): LogEntry {
  const said = (id: number | null, text: string | null) => (id === null ? null : { id, text });
  return {
    id: `${row.source}${row.number}`,
    session: row.session,
    kind: kindOf(row),
    step: row.step,
    actor: row.actor === null || row.name === null ? null : { id: row.actor, name: row.name },
    at: new Date(row.at).toISOString(),
    reason: row.reason,
    usualReason: row.usualReason,
    question: said(row.question, row.text),
    other: said(row.other, row.otherText),
    before: beforeOf(row),
    tags: row.tags,
    rules: row.rules,
    undoes: row.undoes === null ? null : `m${row.undoes}`,
    announcement:
      row.announcement === null || row.announced === null
        ? null
        : { id: row.announcement, texts: row.announced },
    poll: row.pollKind === null ? null : { id: row.poll, kind: row.pollKind, question: row.pollQuestion },
    answer: row.answer,
  };
}

function kindOf({ source, step }: Row): LogKind {
  if (source === 'p') return 'polls';
  if (announcementSteps.some((one: LogStep) => one === step)) return 'announcements';
  return roomSteps.some((one: LogStep) => one === step) ? 'room' : 'questions';
}

/** What the asker has put otherwise since is left out: those words were theirs to replace. */
function beforeOf({ before, asked }: Row): QuestionBefore | null {
  if (!before) return null;
  const { state, text, original, reason, usualReason = null, reply } = before;
  const words = (original ?? text) === asked ? text : null;
  return QuestionBefore.parse({ state, text: words, reason, usualReason, reply });
}

/** Everybody who has done something in a session, by name. */
export async function readModerators(
  database: Sql,
  session: string,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, ${actorName} as name from person p join session s on s.id = ${session}
    where p.id in (select actor_id from moderation_step where session_id = ${session}
      union select actor_id from poll_step where session_id = ${session})
    order by name, p.id`.execute(database);
  return rows;
}
