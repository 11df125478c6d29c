import { randomUUID } from 'node:crypto';
import { pushes, type RoomSignalPush } from '@foyer/contracts';
import { RoomSeats, seatBeatMilliseconds } from '@foyer/meetings';
import { LOG, Notifier, Problem, type Call, type Logger } from '@foyer/platform';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Socket } from 'socket.io';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';
import { Pace } from '../sockets/pace.js';

/** A connection takes about thirty signals to be made; five at once and made anew are far below this. */
const allowed = { burst: 400, perSecond: 40, waiting: 0 };
/** A window that comes back within this time keeps its seat: its pictures went on without the server. */
const awayMilliseconds = 8_000;
const mostRooms = 4;

interface Held {
  person: string;
  seat: string;
}

/**
 * Windows in the rooms of meetings. Signals go to the other window of the same meeting, in whichever process it is;
 * what one is not seated in, one can neither say anything to nor hear anything from.
 */
@Injectable()
export class MeetingRoomGateway implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly keeper = randomUUID();
  private readonly held = new Map<string, Map<string, Held>>();
  private readonly going = new Set<NodeJS.Timeout>();
  private readonly pace = new Pace(allowed);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(RoomSeats) private readonly seats: RoomSeats,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.beat(), seatBeatMilliseconds);
  }

  @OnCommand('meetingRoom.sit')
  async sit(
    { meeting, ...seat }: CommandIn<'meetingRoom.sit'>,
    call: Call,
    socket: Socket,
  ): Promise<CommandOut<'meetingRoom.sit'>> {
    if (!call.actor) throw new Problem('not_signed_in');
    const rooms = this.roomsOf(socket);
    if (!rooms.has(meeting) && rooms.size >= mostRooms) throw new Problem('too_many_requests');
    // Before the others hear of the seat: what they say to it at once would else be said to nobody.
    await socket.join(roomOf(meeting, seat.seat));
    try {
      await this.seats.sit(call, meeting, seat, { keeper: this.keeper, socket: socket.id });
    } catch (error) {
      // Who has sat there before stays within earshot.
      if (rooms.get(meeting)?.seat !== seat.seat) await socket.leave(roomOf(meeting, seat.seat));
      throw error;
    }
    rooms.set(meeting, { person: call.actor.person, seat: seat.seat });
    return {};
  }

  @OnCommand('meetingRoom.leave')
  async leave(
    { meeting, seat }: CommandIn<'meetingRoom.leave'>,
    _call: Call,
    socket: Socket,
  ): Promise<CommandOut<'meetingRoom.leave'>> {
    const held = this.heldBy(socket, meeting, seat);
    this.held.get(socket.id)?.delete(meeting);
    await socket.leave(roomOf(meeting, seat));
    await this.giveUp(held, meeting, socket.id);
    return {};
  }

  @OnCommand('meetingRoom.say')
  async say(
    { meeting, text }: CommandIn<'meetingRoom.say'>,
    call: Call,
  ): Promise<CommandOut<'meetingRoom.say'>> {
    await this.seats.say(call, meeting, text);
    return {};
  }

  @OnCommand('meetingRoom.signal')
  async signal(
    { meeting, seat, to, signal }: CommandIn<'meetingRoom.signal'>,
    _call: Call,
    socket: Socket,
  ): Promise<CommandOut<'meetingRoom.signal'>> {
    const { person } = this.heldBy(socket, meeting, seat);
    this.pace.take(person);
    const content: RoomSignalPush = { meeting, from: seat, signal };
    await this.notifier.whisper({ room: roomOf(meeting, to), push: pushes.roomSignal, content });
    return {};
  }

  beforeApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
    // The seats stay: their windows come back to another process within moments, and else the worker empties them.
    for (const timer of this.going) clearTimeout(timer);
    this.held.clear();
  }

  private roomsOf(socket: Socket): Map<string, Held> {
    const known = this.held.get(socket.id);
    if (known) return known;
    if (!socket.connected) throw new Problem('unavailable');
    const rooms = new Map<string, Held>();
    this.held.set(socket.id, rooms);
    socket.once('disconnecting', () => this.away(socket.id));
    return rooms;
  }

  /** @throws Problem not_found for whoever does not sit there by this connection */
  private heldBy(socket: Socket, meeting: string, seat: string): Held {
    const held = this.held.get(socket.id)?.get(meeting);
    if (held?.seat !== seat) throw new Problem('not_found');
    return held;
  }

  private away(socket: string): void {
    const rooms = this.held.get(socket);
    this.held.delete(socket);
    if (!rooms?.size) return;
    const timer = setTimeout(() => {
      this.going.delete(timer);
      for (const [meeting, held] of rooms) void this.giveUp(held, meeting, socket);
    }, awayMilliseconds);
    this.going.add(timer);
  }

  /** What fails here the worker does later: nobody beats for this seat any more once the process has stopped. */
  private async giveUp({ person, seat }: Held, meeting: string, socket: string): Promise<void> {
    try {
      await this.seats.leave(person, meeting, seat, { keeper: this.keeper, socket });
    } catch (error) {
      this.log.warn({ error: String(error) }, 'a seat in a meeting could not be given up');
    }
  }

  private async beat(): Promise<void> {
    this.pace.forget();
    try {
      await this.seats.beat(this.keeper, [...this.held.keys()]);
    } catch (error) {
      this.log.warn({ error: String(error) }, 'seats in meetings could not be kept; tries again');
    }
  }
}

const roomOf = (meeting: string, seat: string): string => `meeting-room:${meeting}:${seat}`;
