import { Handshake, pushes, type StreamBegun } from '@foyer/contracts';
import { Sessions } from '@foyer/people';
import {
  currentTrace,
  ENV,
  LOG,
  Metrics,
  Notifier,
  parseInput,
  Problem,
  type Actor,
  type Call,
  type Env,
  type Logger,
} from '@foyer/platform';
import { Inject, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { randomUUID } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { sessionCookie } from '../http/cookies.js';
import { Draining } from '../health/draining.js';
import { toProblem } from '../http/problem.filter.js';
import { addressReader } from './address.js';
import { CommandDispatcher } from './dispatcher.js';
import { holdBack, sendWholeFrames } from './encode-once.js';
import { letGo } from './let-go.js';
import { LiveGateway } from './live.gateway.js';
import { cutOff, isOverfull } from './slow-readers.js';

const recheckMilliseconds = 4_000;
/** What is being answered when the process is asked to end gets so long. */
const longestAnswerMilliseconds = 10_000;
const slowLookMilliseconds = 1_000;
/** So long the yes to a connection waits for what the handshake asked for, so that both are one write. */
const longestHeldMilliseconds = 50;
/** Windows of one person at once, and of people not signed in behind one address, which may be a whole conference's. */
const most = { person: 100, address: 5_000 };

/** The one gateway that sockets arrive at: who is there, what they may say, and when they have to go. */
@WebSocketGateway()
export class SocketsGateway
  implements OnGatewayInit, OnGatewayConnection, OnModuleDestroy, BeforeApplicationShutdown
{
  @WebSocketServer() private readonly server!: Server;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly addressOf: ReturnType<typeof addressReader>;
  /** Who has lost a role and still has sockets that were not looked at since. */
  private readonly toRecheck = new Set<string>();
  private rechecking = false;

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(CommandDispatcher) private readonly dispatcher: CommandDispatcher,
    @Inject(LiveGateway) private readonly live: LiveGateway,
    @Inject(Draining) private readonly draining: Draining,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.addressOf = addressReader(env);
  }

  afterInit(server: Server): void {
    this.live.start((push) => server.local.to(`stream:${push.stream}`).emit(pushes.stream, push));
    server.use((socket, next) => {
      // Here, so that the yes to the connection is one frame already.
      sendWholeFrames(socket);
      this.identify(socket).then(
        () => next(),
        (error: unknown) => next(this.refusal(error)),
      );
    });
    this.notifier.onSessionEnded((session) => this.end([session]));
    this.notifier.onRoleTaken((person) => this.roleTaken([person]));
    this.notifier.onWhisper(({ room, push, content }) => server.local.to(room).emit(push, content));
    this.notifier.onConnected(() => {
      void this.endRevoked();
      this.cutGuests();
      // What was told meanwhile reached nobody.
      this.roleTaken([...this.server.sockets.sockets.values()].flatMap((one) => actorOf(one)?.person ?? []));
    });
    this.metrics.watch('foyer_sockets', 'Connections that are open.', 'who', () => this.countSockets());
    const everySoOften = (): void => {
      void this.endRevoked();
      void this.recheckRoles();
      this.dispatcher.forgetPaces();
    };
    this.timers.push(
      setInterval(everySoOften, recheckMilliseconds),
      setInterval(() => this.cutSlowReaders(), slowLookMilliseconds),
    );
  }

  handleConnection(socket: Socket): void {
    const caller = { actor: actorOf(socket), address: this.addressOf(socket.request) };
    this.dispatcher.attach(socket, caller);
    socket.on('disconnecting', () => this.live.forget(socket));
    void this.begin(socket, caller);
  }

  /** Answers what the handshake asked for, as if a command had. */
  private async begin(socket: Socket, caller: Call): Promise<void> {
    const { follow = [], letGo } = saidBy(socket);
    await Promise.all(
      follow.map(async (input, index) => {
        const answer = await this.dispatcher.answer(
          'stream.follow',
          { id: randomUUID(), input },
          caller,
          socket,
        );
        socket.emit(pushes.begun, { index, answer } satisfies StreamBegun);
      }),
    );
    letGo?.();
  }

  /** Lets everybody go one after the other, so that those who stay behind are not overrun. */
  async onModuleDestroy(): Promise<void> {
    this.draining.begin();
    await letGo(this.server, this.env.DRAIN_SECONDS * 1_000);
    await this.draining.answered(longestAnswerMilliseconds);
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.server.local.disconnectSockets(true);
  }

  private async identify(socket: Socket): Promise<void> {
    const { follow } = parseInput(Handshake, socket.handshake.auth, '/auth');
    const cookies = parseCookie(socket.handshake.headers.cookie ?? '');
    const actor = await this.sessions.resolve(sessionCookie(this.env, cookies));
    socket.data = { actor, follow } satisfies Said;
    const whose = actor ? `person:${actor.person}` : `address:${this.addressOf(socket.request)}`;
    const open = this.server.sockets.adapter.rooms.get(whose)?.size ?? 0;
    if (open >= (actor ? most.person : most.address)) {
      this.log.warn({ person: actor?.person, open }, 'one more connection refused');
      throw new Problem('too_many_requests');
    }
    await socket.join(actor ? [whose, `session:${actor.session}`] : whose);
    if (follow?.length) saidBy(socket).letGo = holdBack(socket, longestHeldMilliseconds);
  }

  /** As socket.io tells it: the title for the eye, and the whole problem beside it; how it broke stays inside. */
  private refusal(error: unknown): Error {
    const problem = toProblem(error, this.log);
    return Object.assign(new Error(problem.message), { data: problem.toDocument('connect', currentTrace()) });
  }

  private end(sessions: string[]): void {
    for (const session of sessions) {
      this.sessions.forget(session);
      this.server.local.in(`session:${session}`).disconnectSockets(true);
    }
  }

  private roleTaken(persons: readonly string[]): void {
    for (const person of persons) {
      if (this.server.sockets.adapter.rooms.has(`person:${person}`)) this.toRecheck.add(person);
    }
    this.live.roleTaken();
    void this.recheckRoles();
  }

  /** Closes the sockets that follow what their person may no longer: they come back, and are refused there. */
  private async recheckRoles(): Promise<void> {
    if (this.rechecking) return;
    this.rechecking = true;
    try {
      for (const person of this.toRecheck) {
        this.toRecheck.delete(person);
        try {
          for (const id of this.server.sockets.adapter.rooms.get(`person:${person}`) ?? []) {
            const socket = this.server.sockets.sockets.get(id);
            if (socket && !(await this.live.mayGoOn(socket, actorOf(socket)))) socket.disconnect(true);
          }
        } catch (error) {
          this.toRecheck.add(person);
          throw error;
        }
      }
    } catch (error) {
      this.log.warn({ error: String(error) }, 'roles could not be looked at; tries again');
    } finally {
      this.rechecking = false;
    }
  }

  private countSockets(): Record<string, number> {
    const counted = { person: 0, guest: 0, nobody: 0 };
    for (const socket of this.server.sockets.sockets.values()) {
      const actor = actorOf(socket);
      counted[actor ? (actor.guest ? 'guest' : 'person') : 'nobody']++;
    }
    return counted;
  }

  private cutSlowReaders(): void {
    for (const socket of this.server.sockets.sockets.values()) {
      if (!isOverfull(socket)) continue;
      this.log.warn({ person: actorOf(socket)?.person }, 'a client that does not read is cut off');
      cutOff(socket);
    }
  }

  /** What was told of them while nobody listened is unknown: they connect again and are asked anew what they may. */
  private cutGuests(): void {
    for (const socket of this.server.sockets.sockets.values()) {
      if (actorOf(socket)?.guest) socket.disconnect(true);
    }
  }

  /** In case a notification was lost: asks for all live sessions at once. */
  private async endRevoked(): Promise<void> {
    const live = new Set<string>();
    for (const socket of this.server.sockets.sockets.values()) {
      const actor = actorOf(socket);
      if (actor) live.add(actor.session);
    }
    try {
      this.end(await this.sessions.ended([...live]));
    } catch (error) {
      this.log.warn({ error: String(error) }, 'sessions could not be checked; tries again');
    }
  }
}

/** What is known of a socket from its handshake on. */
interface Said {
  actor?: Actor | null;
  follow?: Handshake['follow'];
  /** Lets go what is held back for the sake of one write. */
  letGo?: () => void;
}
const saidBy = (socket: Socket): Said => socket.data as Said;
const actorOf = (socket: Socket): Actor | null => saidBy(socket).actor ?? null;
