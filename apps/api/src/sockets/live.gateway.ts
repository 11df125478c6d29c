import type { StreamPush } from '@foyer/contracts';
import {
  Database,
  LOG,
  Metrics,
  Notifier,
  Problem,
  StreamHub,
  StreamRegistry,
  type Actor,
  type Call,
  type Logger,
} from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Socket } from 'socket.io';
import { OnCommand, type CommandIn, type CommandOut } from './on-command.js';

const roomPrefix = 'stream:';

/** Streams for whoever may follow them. */
@Injectable()
export class LiveGateway implements BeforeApplicationShutdown {
  private readonly registry: StreamRegistry;
  private readonly hub: StreamHub;
  private stopListening: () => void = () => undefined;
  /** Counts the roles that were taken away: whoever was let in meanwhile is looked at again. */
  private rolesTaken = 0;

  constructor(
    @Inject(DiscoveryService) discovery: DiscoveryService,
    @Inject(Reflector) reflector: Reflector,
    @Inject(Database) private readonly database: Database,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOG) log: Logger,
  ) {
    this.registry = new StreamRegistry(discovery, reflector);
    this.hub = new StreamHub(database, this.registry, log);
  }

  start(push: (push: StreamPush) => void): void {
    this.registry.gather();
    this.hub.start(push);
    this.stopListening = this.database.onCommitted(({ streams }) => this.hub.hint(streams));
    this.notifier.onHint(({ streams }) => this.hub.hint(streams ?? []));
    this.metrics.watch(
      'foyer_streams',
      'Streams that are followed here, and those of them with changes not yet pushed.',
      'what',
      async () => {
        const { followed, behind } = await this.hub.lag();
        return { followed, behind };
      },
    );
    this.metrics.watch(
      'foyer_stream_lag_seconds',
      'Age of the oldest change that is not pushed yet.',
      null,
      async () => ({ lag: (await this.hub.lag()).seconds }),
    );
  }

  @OnCommand('stream.follow')
  async follow(
    { stream, since, packed }: CommandIn<'stream.follow'>,
    call: Call,
    socket: Socket,
  ): Promise<CommandOut<'stream.follow'>> {
    const { rolesTaken } = this;
    await this.registry.admit(call, stream);
    const room = roomPrefix + stream;
    // Pushes first, then the start: what is pushed in between reaches the client, and its revision tells it apart.
    if (socket.connected && !socket.rooms.has(room)) {
      this.hub.retain(stream);
      await socket.join(room);
    }
    if (rolesTaken !== this.rolesTaken) await this.admitAgain(stream, call, socket);
    return this.hub.begin(stream, since, packed);
  }

  @OnCommand('stream.leave')
  async leave(
    { stream }: CommandIn<'stream.leave'>,
    _call: Call,
    socket: Socket,
  ): Promise<CommandOut<'stream.leave'>> {
    const room = roomPrefix + stream;
    if (socket.rooms.has(room)) {
      this.hub.release(stream);
      await socket.leave(room);
    }
    return {};
  }

  /** Somebody has lost a role: who is just being let in may have been asked before that. */
  roleTaken(): void {
    this.rolesTaken++;
  }

  /** Whether the socket's person may still follow all that it follows. */
  async mayGoOn(socket: Socket, actor: Actor | null): Promise<boolean> {
    for (const room of socket.rooms) {
      if (!room.startsWith(roomPrefix)) continue;
      try {
        await this.registry.admit({ actor, address: null }, room.slice(roomPrefix.length));
      } catch (error) {
        if (error instanceof Problem) return false;
        throw error;
      }
    }
    return true;
  }

  private async admitAgain(stream: string, call: Call, socket: Socket): Promise<void> {
    try {
      await this.registry.admit(call, stream);
    } catch (error) {
      await this.leave({ stream }, call, socket);
      throw error;
    }
  }

  /** A socket is going: its streams lose a follower. */
  forget(socket: Socket): void {
    for (const room of socket.rooms) {
      if (room.startsWith(roomPrefix)) this.hub.release(room.slice(roomPrefix.length));
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopListening();
    await this.hub.close();
  }
}
