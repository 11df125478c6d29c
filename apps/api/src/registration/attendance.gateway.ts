import { randomUUID } from 'node:crypto';
import { Clock, LOG, Problem, type Call, type Logger } from '@foyer/platform';
import { AttendanceService, keeperBeatMilliseconds, type Seat } from '@foyer/registration';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Socket } from 'socket.io';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';

/** Nobody follows more sessions at once in one window. */
const mostSessions = 20;

/** What one socket holds. Its commands are carried out one after the other, in the order in which they came. */
interface Holder {
  call: Call;
  person: string;
  seat: Seat;
  sessions: Set<string>;
  /** When the socket went; the sessions still in the set are owed to the database. */
  goneAt: Date | null;
  turn: Promise<unknown>;
}

/** Seats people in session rooms for as long as their socket lives, or until they leave. */
@Injectable()
export class AttendanceGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly keeper = randomUUID();
  private readonly holders = new Map<string, Holder>();
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(
    @Inject(AttendanceService) private readonly attendance: AttendanceService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.attendance.beat(this.keeper);
    this.timer = setInterval(() => void this.beat(), keeperBeatMilliseconds);
  }

  @OnCommand('session.enter')
  enter(
    { session }: CommandIn<'session.enter'>,
    call: Call,
    socket: Socket,
  ): Promise<CommandOut<'session.enter'>> {
    const holder = this.holderOf(call, socket);
    return inTurn(holder, async () => {
      if (holder.sessions.size >= mostSessions) throw new Problem('too_many_requests');
      const enteredAt = await this.attendance.enter(call, session, holder.seat);
      holder.sessions.add(session);
      return { enteredAt: enteredAt.toISOString() };
    });
  }

  @OnCommand('session.leave')
  leave(
    { session }: CommandIn<'session.leave'>,
    call: Call,
    socket: Socket,
  ): Promise<CommandOut<'session.leave'>> {
    const holder = this.holderOf(call, socket);
    const at = this.clock.now();
    return inTurn(holder, async () => {
      if (holder.sessions.has(session))
        await this.attendance.leave(holder.person, [session], holder.seat, at);
      holder.sessions.delete(session);
      return {};
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
    await Promise.allSettled([...this.holders.values()].map((holder) => holder.turn));
    this.holders.clear();
    await this.attendance.close(this.keeper);
  }

  private holderOf(call: Call, socket: Socket): Holder {
    if (!call.actor) throw new Problem('not_signed_in');
    if (this.stopping || !socket.connected) throw new Problem('unavailable');
    const known = this.holders.get(socket.id);
    if (known) return known;
    const holder: Holder = {
      call: { actor: call.actor, address: call.address },
      person: call.actor.person,
      seat: { keeper: this.keeper, socket: socket.id },
      sessions: new Set(),
      goneAt: null,
      turn: Promise.resolve(),
    };
    this.holders.set(socket.id, holder);
    socket.once('disconnecting', () => {
      holder.goneAt = this.clock.now();
      void this.clear(holder);
    });
    return holder;
  }

  /** Gives up what a socket that went has held; what fails is tried again with the next beat. */
  private async clear(holder: Holder): Promise<void> {
    if (this.stopping) return;
    try {
      await inTurn(holder, async () => {
        if (holder.sessions.size)
          await this.attendance.leave(
            holder.person,
            [...holder.sessions],
            holder.seat,
            holder.goneAt ?? this.clock.now(),
          );
        this.holders.delete(holder.seat.socket);
      });
    } catch (error) {
      this.log.warn({ error: String(error) }, 'a seat could not be given up; tries again');
    }
  }

  /** Says that this process lives. If it was taken for dead meanwhile, its people take their seats again. */
  async beat(): Promise<void> {
    try {
      const known = await this.attendance.beat(this.keeper);
      for (const holder of [...this.holders.values()]) {
        if (holder.goneAt) await this.clear(holder);
        else if (!known) await this.seatAgain(holder);
      }
    } catch (error) {
      this.log.warn({ error: String(error) }, 'attendance could not say that it lives; tries again');
    }
  }

  private async seatAgain(holder: Holder): Promise<void> {
    await inTurn(holder, async () => {
      for (const session of holder.sessions) {
        try {
          await this.attendance.enter(holder.call, session, holder.seat);
        } catch (error) {
          // Whoever has lost their place meanwhile has no seat to come back to.
          if (!(error instanceof Problem)) throw error;
          holder.sessions.delete(session);
        }
      }
    });
  }
}

function inTurn<T>(holder: Holder, work: () => Promise<T>): Promise<T> {
  const run = holder.turn.then(work);
  holder.turn = run.catch(() => undefined);
  return run;
}
