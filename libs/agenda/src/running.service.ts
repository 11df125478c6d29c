import {
  backstageStream,
  presenceKey,
  runningStream,
  streamName,
  type RouteParsed,
  type RouteResult,
  type RunningSession,
  type RunningStep,
  type routes,
} from '@foyer/contracts';
import { EventAccess, eventNow, moderators } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mayTell } from './running.policy.js';
import { movePresence, readBoard, readPresence, readSteps, writeRows } from './running-rows.js';
import { asPlanned, RunningTurn, type Taken } from './running-turn.js';
import { Timetable } from './timetable.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];
type Done = RouteResult<(typeof routes)['startSession']>;

/** A step on its way into the log. */
interface Logged extends Taken {
  speaker?: string;
  state?: RunningStep['state'];
  place?: RunningStep['place'];
  before?: Record<string, RunningSession | null>;
}
interface Turn {
  tx: Tx;
  event: string;
  now: Date;
  actor: string | null;
}

/**
 * The day as it runs. Each method is one transaction under the event's lock, so that steps have one order; the plan
 * itself is never changed.
 */
@Injectable()
export class RunningService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not moderate; running_state for what has ended or is skipped */
  start(call: Call, event: string, { session }: Body<'startSession'>): Promise<Done> {
    return this.step(call, event, (turn) => turn.start(session));
  }

  /** @throws Problem forbidden; running_state for what has not started */
  end(call: Call, event: string, { session }: Body<'endSession'>): Promise<Done> {
    return this.step(call, event, (turn) => turn.end(session));
  }

  /** @throws Problem forbidden; running_state when nothing is left that could be late */
  delay(call: Call, event: string, { session, minutes }: Body<'delaySessions'>): Promise<Done> {
    return this.step(call, event, (turn) => turn.delay(session, minutes));
  }

  /** @throws Problem forbidden; running_state for what has ended or is skipped */
  shorten(call: Call, event: string, { session, minutes }: Body<'shortenSession'>): Promise<Done> {
    return this.step(call, event, (turn) => turn.shorten(session, minutes));
  }

  /** @throws Problem forbidden; running_state for what has started */
  skip(call: Call, event: string, { session, skipped }: Body<'skipSession'>): Promise<Done> {
    return this.step(call, event, (turn) => turn.skip(session, skipped));
  }

  /** @throws Problem forbidden; running_state unless both, and all between them, wait in one line */
  swap(call: Call, event: string, { first, second }: Body<'swapSessions'>): Promise<Done> {
    return this.step(call, event, (turn) => turn.swap(first, second));
  }

  /** Takes a step back. @throws Problem forbidden; conflict when a later step has touched the same sessions */
  undo(call: Call, slug: string, { step: id }: Body<'undoRunningStep'>): Promise<Done> {
    return this.turn(call, slug, async ({ tx, event, now, actor }, timeZone) => {
      const { rows } = await sql<{
        step: RunningStep['step'];
        session: string | null;
        undone: boolean;
        before: Record<string, RunningSession | null>;
        overtaken: boolean;
      }>`
        select s.step, s.session_id as session, s.undone, s.before, exists (
          select from running_step l where l.event_id = s.event_id and l.id > s.id and not l.undone
            and l.step <> 'undone' and l.before ?| array(select jsonb_object_keys(s.before))) as overtaken
        from running_step s
        where s.event_id = ${event} and s.id = ${id} and s.step not in ('presence', 'undone')`.execute(
        tx.sql,
      );
      const found = rows[0];
      if (!found) throw new Problem('not_found');
      if (found.undone) return { step: null };
      if (found.overtaken) throw new Problem('conflict');
      await sql`update running_step set undone = true where id = ${id}`.execute(tx.sql);
      const board = await readBoard(tx.sql, { id: event, timeZone });
      const there = new Set(board.items.map((item) => item.id));
      const restored = Object.entries(found.before).filter(([session]) => there.has(session));
      const ended = Object.keys(found.before).filter((session) => board.rows[session]?.endedAt);
      await this.put(tx, event, Object.fromEntries(restored.map(([key, row]) => [key, row ?? asPlanned])));
      if (found.step === 'started' && found.session) {
        await this.move(tx, event, [found.session], { from: 'on-air', to: 'ready', at: now });
      }
      if (found.step === 'started' || found.step === 'ended') {
        await this.move(tx, event, ended, { from: 'done', to: 'on-air', at: now });
      }
      tx.change(streamName(backstageStream, { event }), {
        put: { step: await readSteps(tx.sql, event, { ids: [id] }) },
      });
      return this.log({ tx, event, now, actor }, { step: 'undone', session: found.session });
    });
  }

  /**
   * Says where somebody is. Speakers say of themselves that they are there, or not yet; moderators say everything.
   * @throws Problem not_found for who does not stand in the session; forbidden
   */
  async setPresence(call: Call, slug: string, input: Body<'setPresence'>): Promise<Done> {
    return this.database.write(call, async (tx) => {
      const { event, roles } = await this.access.find(call, { slug }, tx);
      await this.timetable.lock(tx, event.id);
      const { rows } = await sql<{ own: boolean }>`
        select coalesce(p.person_id = ${call.actor?.person ?? null}, false) as own
        from session_speaker t join speaker p on p.id = t.speaker_id join session s on s.id = t.session_id
        where s.event_id = ${event.id} and t.session_id = ${input.session} and t.speaker_id = ${input.speaker}
        limit 1`.execute(tx.sql);
      if (!mayTell(roles, rows[0]?.own ?? false, input.state)) throw new Problem('forbidden');
      if (!rows[0]) throw new Problem('not_found');
      const key = presenceKey(input.session, input.speaker);
      const was = (await readPresence(tx.sql, event.id))[key];
      const kept = input.state === 'expected' ? null : (was?.place ?? null);
      const { session, speaker, state, place = kept } = input;
      if ((was?.state ?? 'expected') === state && (was?.place ?? null) === place) return { step: null };
      const now = eventNow(event, this.clock.now());
      await sql`
        insert into speaker_presence (session_id, speaker_id, event_id, state, place, at)
        values (${session}, ${speaker}, ${event.id}, ${state}, ${place}, ${now})
        on conflict (session_id, speaker_id) do update
        set state = excluded.state, place = excluded.place, at = excluded.at`.execute(tx.sql);
      tx.change(streamName(backstageStream, { event: event.id }), {
        put: { presence: { [key]: { session, speaker, state, place, at: now.toISOString() } } },
      });
      const turn = { tx, event: event.id, now, actor: call.actor?.person ?? null };
      return this.log(turn, { step: 'presence', session, speaker, state, place });
    });
  }

  private step(call: Call, slug: string, take: (turn: RunningTurn) => Taken | null): Promise<Done> {
    return this.turn(call, slug, async ({ tx, event, now, actor }, timeZone) => {
      const { items, rows } = await readBoard(tx.sql, { id: event, timeZone });
      const turn = new RunningTurn(items, rows, now.getTime());
      const taken = take(turn);
      if (!taken) return { step: null };
      await this.put(tx, event, Object.fromEntries(turn.rows));
      if (taken.step === 'started' && taken.session) {
        await this.move(tx, event, [taken.session], { from: 'ready', to: 'on-air', at: now });
      }
      await this.move(tx, event, turn.ended, { from: 'on-air', to: 'done', at: now });
      return this.log({ tx, event, now, actor }, { ...taken, before: turn.before });
    });
  }

  private turn(
    call: Call,
    slug: string,
    work: (turn: Turn, timeZone: string) => Promise<Done>,
  ): Promise<Done> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, moderators, tx);
      await this.timetable.lock(tx, event.id);
      const now = eventNow(event, this.clock.now());
      return work({ tx, event: event.id, now, actor: call.actor?.person ?? null }, event.timeZone);
    });
  }

  private async put(tx: Tx, event: string, rows: Record<string, RunningSession>): Promise<void> {
    await writeRows(tx.sql, event, rows);
    tx.change(streamName(runningStream, { event }), { put: { session: rows } });
  }

  private async move(
    tx: Tx,
    event: string,
    sessions: readonly string[],
    step: Parameters<typeof movePresence>[2],
  ): Promise<void> {
    const moved = sessions.length ? await movePresence(tx.sql, sessions, step) : {};
    if (Object.keys(moved).length) {
      tx.change(streamName(backstageStream, { event }), { put: { presence: moved } });
    }
  }

  private async log({ tx, event, now, actor }: Turn, step: Logged): Promise<Done> {
    const { other = null, speaker = null, minutes = null, state = null, place = null, before = {} } = step;
    const { rows } = await sql<{ id: number }>`
      insert into running_step (event_id, step, session_id, other_id, speaker_id, minutes, state, place, before,
        actor_id, at, logged_at)
      values (${event}, ${step.step}, ${step.session}, ${other}, ${speaker}, ${minutes}, ${state}, ${place},
        ${JSON.stringify(before)}::jsonb, ${actor}, ${now}, ${this.clock.now()})
      returning id`.execute(tx.sql);
    const steps = await readSteps(tx.sql, event, { ids: rows.map((row) => row.id) });
    tx.change(streamName(backstageStream, { event }), { put: { step: steps } });
    return { step: Object.values(steps)[0] ?? null };
  }
}
