import { pushes } from '@foyer/contracts';
import { Sessions } from '@foyer/people';
import { ENV, LOG, Notifier, type Actor, type Env, type Logger } from '@foyer/platform';
import { Inject, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  WebSocketGateway,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import { parseCookie } from 'cookie';
import type { Server, Socket } from 'socket.io';
import { sessionCookie } from '../http/cookies.js';
import { CommandDispatcher } from './dispatcher.js';
import { LiveGateway } from './live.gateway.js';

const recheckMilliseconds = 4_000;

/** The one gateway that sockets arrive at: who is there, what they may say, and when they have to go. */
@WebSocketGateway()
export class SocketsGateway implements OnGatewayInit, OnGatewayConnection, BeforeApplicationShutdown {
  @WebSocketServer() private readonly server!: Server;
  private recheck: NodeJS.Timeout | null = null;

  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(CommandDispatcher) private readonly dispatcher: CommandDispatcher,
    @Inject(LiveGateway) private readonly live: LiveGateway,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  afterInit(server: Server): void {
    this.live.start((push) => server.local.to(`stream:${push.stream}`).emit(pushes.stream, push));
    server.use((socket, next) => {
      this.identify(socket).then(
        () => next(),
        (error: unknown) => next(error instanceof Error ? error : new Error('refused')),
      );
    });
    this.notifier.onSessionEnded((session) => this.end([session]));
    this.notifier.onConnected(() => void this.endRevoked());
    this.recheck = setInterval(() => void this.endRevoked(), recheckMilliseconds);
  }

  handleConnection(socket: Socket): void {
    const actor = actorOf(socket);
    this.dispatcher.attach(socket, actor, socket.handshake.address);
    socket.on('disconnecting', () => this.live.forget(socket));
  }

  beforeApplicationShutdown(): void {
    if (this.recheck) clearInterval(this.recheck);
    this.server.local.disconnectSockets(true);
  }

  private async identify(socket: Socket): Promise<void> {
    const cookies = parseCookie(socket.handshake.headers.cookie ?? '');
    const actor = await this.sessions.resolve(sessionCookie(this.env, cookies));
    socket.data = { actor };
    if (actor) await socket.join(`session:${actor.session}`);
  }

  private end(sessions: string[]): void {
    for (const session of sessions) {
      this.sessions.forget(session);
      this.server.local.in(`session:${session}`).disconnectSockets(true);
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

function actorOf(socket: Socket): Actor | null {
  const data = socket.data as { actor?: Actor | null };
  return data.actor ?? null;
}
