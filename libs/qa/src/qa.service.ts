import { isGoingOn } from '@foyer/agenda';
import {
  RoomRules,
  RulesChange,
  type ModeratedQuestion,
  type OwnQuestion,
  type RoomState,
} from '@foyer/contracts';
import { Person } from '@foyer/people';
import { Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lockRoom, Moderating } from './moderating.js';
import { isOpen, mayAsk, mayModerate } from './qa.policy.js';
import { forAsker, readOrganisation, readRoom } from './qa.rows.js';
import { Question, type WhyAside } from './question.entity.js';
import { keptMark, marksOf } from './question-marks.js';
import type { ModerationStep } from './room.entity.js';
import { SessionAccess, type SessionForCaller } from './session-access.js';
import { tell, tellRoom } from './telling.js';

type Limits = Pick<RoomState, 'perPerson' | 'slowSeconds'>;
type WantedRules = { [K in keyof RoomRules]?: RoomRules[K] | undefined };
interface Seen {
  question: number;
  /** What the moderator had before them. */
  version?: number | undefined;
}

/** Questions of the audience: asked, taken back, moderated. Each method is one transaction. */
@Injectable()
export class QaService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(Moderating) private readonly moderating: Moderating,
  ) {}

  /**
   * Asks; the question waits for a moderator, unless the room's rules publish it at once and it has nothing that the
   * event's lists hold questions for. What moderators ask themselves is looked up in no list.
   * @throws Problem not_registered for who does not take part; session_not_open; anonymous_not_allowed;
   * question_limit, question_too_soon
   */
  async ask(call: Call, input: { session: string; text: string; anonymous: boolean }): Promise<OwnQuestion> {
    return this.database.write(call, async (tx) => {
      const found = await this.sessions.find(call, input.session, tx);
      const { session, event, actor, now } = found;
      if (!mayAsk(actor) || !call.actor) throw new Problem('not_registered');
      await lockRoom(tx, session.id);
      const room = await readRoom(tx.sql, session.id);
      if (!(await isOpenNow(tx, room, found))) throw new Problem('session_not_open');
      if (input.anonymous && !room.anonymous) throw new Problem('anonymous_not_allowed');
      if (!mayModerate(actor)) await keepRules(tx, room, session.id, call.actor.person, now);
      const person = await tx.em.findOneOrFail(Person, call.actor.person);
      const marks = mayModerate(actor) ? [] : await marksOf(tx.sql, event.id, input.text);
      const author = input.anonymous ? null : person.name || null;
      const question = tx.em.create(Question, {
        session: session.id,
        person: person.id,
        text: input.text,
        anonymous: input.anonymous,
        author,
        organisation: author === null ? null : await readOrganisation(tx.sql, event.id, person.id),
        guest: actor.guest !== null,
        askedAt: now,
        marks: marks.map(keptMark),
        held: !room.moderated && marks.length > 0,
      });
      if (!room.moderated && !question.held) question.publish(now);
      await tx.em.flush();
      await tell(tx, question, null);
      return forAsker(question, null);
    });
  }

  /**
   * Takes it back; what was merged into it stands for itself again.
   * @throws Problem not_found unless it is the caller's; question_state unless it waits
   */
  async withdraw(call: Call, input: { question: number }): Promise<OwnQuestion> {
    return this.database.write(call, async (tx) => {
      const { question } = await this.moderating.lock(call, input.question, tx);
      if (question.person !== call.actor?.person) throw new Problem('not_found');
      const before = question.state;
      await this.moderating.release(tx, question);
      question.withdraw();
      await tell(tx, question, before);
      return forAsker(question, null);
    });
  }

  /**
   * The asker's own words, changed, and looked up in the lists as they were when asking. One that was held for the words
   * before is public at once where these hold nothing.
   * @throws Problem not_found unless it is the caller's; question_state unless it waits
   */
  async reword(call: Call, input: { question: number; text: string }): Promise<OwnQuestion> {
    return this.database.write(call, async (tx) => {
      const found = await this.moderating.lock(call, input.question, tx);
      const { question, event, session, actor, now } = found;
      if (question.person !== call.actor?.person) throw new Problem('not_found');
      if (!mayAsk(actor)) throw new Problem('not_registered');
      const { state, held } = question;
      const room = await readRoom(tx.sql, session.id);
      const marks = mayModerate(actor) ? [] : await marksOf(tx.sql, event.id, input.text);
      question.reword(input.text, marks.map(keptMark), !room.moderated && marks.length > 0);
      const free = held && marks.length === 0 && !room.moderated;
      if (free && (await isOpenNow(tx, room, found))) question.publish(now);
      await tell(tx, question, state);
      return forAsker(question, null);
    });
  }

  /** @throws Problem forbidden for who does not moderate; question_state; question_changed */
  approve(call: Call, seen: Seen): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { ...seen, step: 'approved' }, (question, by, at) =>
      question.approve(by, at),
    );
  }

  /** @throws Problem forbidden for who does not moderate; question_state */
  dismiss(call: Call, { question: id, ...why }: { question: number } & WhyAside): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { question: id, step: 'dismissed', why }, (question, by, at) =>
      question.dismiss(by, at, why),
    );
  }

  /** @throws Problem forbidden for who does not moderate; question_state */
  answer(call: Call, { question: id }: { question: number }): Promise<ModeratedQuestion> {
    return this.moderating.moderate(call, { question: id, step: 'answered' }, (question, by, at) =>
      question.answer(by, at),
    );
  }

  /** Opens or closes the room by hand, or leaves it to the agenda. @throws Problem forbidden */
  open(call: Call, { session, open }: { session: string; open: boolean | null }): Promise<RoomState> {
    const step = open === null ? 'by-agenda' : open ? 'opened' : 'closed';
    return this.setRoom(call, session, step, async (tx) => {
      await sql`update qa_room set open = ${open} where session_id = ${session}`.execute(tx.sql);
      return {};
    });
  }

  /**
   * Who may ask how much, and whether it is read first; what is not given stays as it is. What changes nothing is no
   * step.
   * @throws Problem forbidden
   */
  setRules(call: Call, { session, ...wanted }: { session: string } & WantedRules): Promise<RoomState> {
    return this.setRoom(call, session, 'rules', async (tx, id) => {
      const room = await readRoom(tx.sql, id);
      const rules = changedRules(room, wanted);
      if (rules === null) return null;
      // The room is locked: what is not among them is as it was read.
      const all = { ...room, ...rules.after };
      const { moderated, perPerson, slowSeconds, rateAtEnd, reactions, anonymous } = all;
      await sql`
        update qa_room set moderated = ${moderated}, per_person = ${perPerson}, slow_seconds = ${slowSeconds},
          rate_at_end = ${rateAtEnd}, reactions = ${reactions}, anonymous = ${anonymous}
        where session_id = ${id}`.execute(tx.sql);
      return { rules };
    });
  }

  /** @param set does it under the room's lock, and says what the log is to keep of it; null: nothing has changed */
  private setRoom(
    call: Call,
    id: string,
    step: ModerationStep['step'],
    set: (tx: Tx, session: string) => Promise<{ rules?: RulesChange } | null>,
  ): Promise<RoomState> {
    return this.database.write(call, async (tx) => {
      const { session, actor } = await this.sessions.find(call, id, tx);
      if (!mayModerate(actor) || !actor.person) throw new Problem('forbidden');
      await lockRoom(tx, session.id);
      const kept = await set(tx, session.id);
      if (kept === null) return readRoom(tx.sql, session.id);
      this.moderating.log(tx, { session: session.id, question: null, actor: actor.person, step, ...kept });
      return tellRoom(tx, session.id);
    });
  }
}

/** What differs from how it is; null: nothing. */
function changedRules(room: RoomRules, wanted: WantedRules): RulesChange | null {
  const keys = RoomRules.keyof().options.filter(
    (key) => wanted[key] !== undefined && wanted[key] !== room[key],
  );
  if (keys.length === 0) return null;
  const only = (rules: WantedRules) => Object.fromEntries(keys.map((key) => [key, rules[key]]));
  return RulesChange.parse({ before: only(room), after: only(wanted) });
}

/** Whether questions may be asked at this moment. */
async function isOpenNow(
  tx: Tx,
  room: RoomState,
  { session, event, now }: SessionForCaller,
): Promise<boolean> {
  const goingOn = room.open === null && (await isGoingOn(tx.sql, event, session.id, now));
  return isOpen(session, room.open, goingOn);
}

/** @throws Problem question_limit, question_too_soon */
async function keepRules(tx: Tx, rules: Limits, session: string, person: string, now: Date): Promise<void> {
  if (rules.perPerson === null && rules.slowSeconds === null) return;
  const { rows } = await sql<{ asked: number; last: Date | null }>`
    select count(*) filter (where state <> 'withdrawn')::int as asked, max(asked_at) as last
    from question where session_id = ${session} and person_id = ${person}`.execute(tx.sql);
  const own = rows[0] ?? { asked: 0, last: null };
  if (rules.perPerson !== null && own.asked >= rules.perPerson) {
    throw new Problem('question_limit', { limit: rules.perPerson });
  }
  const free = (own.last?.getTime() ?? 0) + (rules.slowSeconds ?? 0) * 1_000;
  if (own.last && free > now.getTime()) {
    throw new Problem('question_too_soon', { seconds: Math.ceil((free - now.getTime()) / 1_000) });
  }
}
