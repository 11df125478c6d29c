import { createStore, isProblem, type Store } from '@foyer/client';
import type { RoomSeat, RoomSignal } from '@foyer/contracts';
import { live } from '../../server/live.js';
import { Peer, type Health, type Tracks } from './peer.js';

/** Somebody else in the room, as far as this window has come with them. */
export interface Other {
  person: string;
  seat: RoomSeat;
  health: Health;
  tracks: Tracks;
}
export interface CallState {
  /** `elsewhere`: another window of the same person has taken the place. */
  status: 'joining' | 'in' | 'elsewhere' | 'closed';
  others: Other[];
}
export type Shown = Pick<RoomSeat, 'microphone' | 'camera' | 'screen'>;

interface Held {
  seat: RoomSeat;
  peer: Peer;
}
/** Signals of a window of which the stream has not told yet wait so many at most. */
const mostEarly = 200;

/** This window in the room of a meeting: its seat, and a connection to everybody else's. */
export class Call {
  readonly state: Store<CallState>;
  readonly #store = createStore<CallState>({ status: 'joining', others: [] });
  readonly #meeting: string;
  readonly #me: string;
  readonly #iceServers: RTCIceServer[];
  readonly #seat = crypto.randomUUID();
  readonly #peers = new Map<string, Held>();
  readonly #early = new Map<string, RoomSignal[]>();
  readonly #ends: (() => void)[] = [];
  #shown: Shown = { microphone: false, camera: false, screen: false };
  #tracks: Tracks = {};
  #seen = false;
  #sitting: Promise<unknown> = Promise.resolve();

  constructor(options: { meeting: string; me: string; iceServers: RTCIceServer[] }) {
    this.state = this.#store;
    this.#meeting = options.meeting;
    this.#me = options.me;
    this.#iceServers = options.iceServers;
  }

  /** @returns what ends it */
  start(shown: Shown, tracks: Tracks): () => void {
    this.#shown = shown;
    this.#tracks = tracks;
    this.#ends.push(
      live.hear('roomSignal', ({ meeting, from, signal }) => {
        if (meeting === this.#meeting) this.#take(from, signal);
      }),
      // A new connection knows nothing of the seat; the pictures have gone on meanwhile.
      live.connection.subscribe(() => {
        if (live.connection.get() === 'live' && this.#present) this.#sit();
      }),
    );
    const leave = () => this.#leave();
    window.addEventListener('pagehide', leave);
    this.#ends.push(() => window.removeEventListener('pagehide', leave));
    this.#sit();
    return () => {
      if (this.#present) this.#leave();
      this.#end('closed');
    };
  }

  /** What the others see and hear from now on. */
  show(shown: Shown, tracks: Tracks): void {
    const same = JSON.stringify(shown) === JSON.stringify(this.#shown);
    this.#shown = shown;
    this.#tracks = tracks;
    this.#showAll();
    if (!same && this.#present) this.#sit();
  }

  /** Who sits in the room, as the stream tells it. */
  seated(seats: Readonly<Record<string, RoomSeat>>): void {
    if (!this.#present) return;
    const mine = seats[this.#me];
    if (mine?.seat === this.#seat) this.#seen = true;
    else if (this.#seen && mine) return this.#end('elsewhere');
    else if (this.#seen) this.#sit();
    for (const [person, held] of this.#peers) {
      if (seats[person]?.seat === held.seat.seat) continue;
      held.peer.close();
      this.#peers.delete(person);
    }
    for (const [person, seat] of Object.entries(seats)) {
      if (person === this.#me) continue;
      const known = this.#peers.get(person);
      if (known) known.seat = seat;
      else this.#meet(person, seat);
    }
    this.#showAll();
    this.#tell();
  }

  #showAll(): void {
    for (const { peer } of this.#peers.values()) peer.show(this.#tracks, this.#peers.size);
  }

  get #present(): boolean {
    const { status } = this.#store.get();
    return status === 'joining' || status === 'in';
  }

  #sit(): void {
    const input = { meeting: this.#meeting, seat: this.#seat };
    this.#sitting = this.#sitting
      .then(() => (this.#present ? live.command('meetingRoom.sit', { ...input, ...this.#shown }) : undefined))
      .then(() => this.#set({ status: this.#present ? 'in' : this.#store.get().status }))
      .catch((error: unknown) => {
        // The room has closed, or the meeting is not mine any more.
        if (isProblem(error, 'request_state') || isProblem(error, 'not_found')) this.#end('closed');
      });
  }

  #leave(): void {
    void live
      .command('meetingRoom.leave', { meeting: this.#meeting, seat: this.#seat }, { giveUpAfterMs: 3_000 })
      .catch(() => undefined);
  }

  #meet(person: string, seat: RoomSeat): void {
    const peer = new Peer({
      iceServers: this.#iceServers,
      polite: this.#seat < seat.seat,
      send: (signal) => this.#send(seat.seat, signal),
      changed: () => this.#tell(),
    });
    this.#peers.set(person, { seat, peer });
    for (const signal of this.#early.get(seat.seat) ?? []) peer.take(signal);
    this.#early.delete(seat.seat);
  }

  #send(to: string, signal: RoomSignal): void {
    const from = { meeting: this.#meeting, seat: this.#seat };
    // What does not arrive is made up for by the connection's own patience.
    this.#sitting
      .then(() => live.command('meetingRoom.signal', { ...from, to, signal }, { giveUpAfterMs: 10_000 }))
      .catch(() => undefined);
  }

  #take(from: string, signal: RoomSignal): void {
    for (const { seat, peer } of this.#peers.values()) if (seat.seat === from) return peer.take(signal);
    const waiting = this.#early.get(from) ?? [];
    if (waiting.length < mostEarly) this.#early.set(from, [...waiting, signal]);
  }

  #end(status: 'elsewhere' | 'closed'): void {
    for (const end of this.#ends.splice(0)) end();
    for (const { peer } of this.#peers.values()) peer.close();
    this.#peers.clear();
    this.#early.clear();
    this.#store.set({ status, others: [] });
  }

  #tell(): void {
    const others = [...this.#peers].map(([person, { seat, peer }]) => ({
      ...{ person, seat, health: peer.health },
      tracks: { ...peer.received },
    }));
    this.#set({ others });
  }

  #set(part: Partial<CallState>): void {
    const before = this.#store.get();
    if (before.status === 'closed' || before.status === 'elsewhere') return;
    this.#store.set({ ...before, ...part });
  }
}
