import { streamName, streams } from '@foyer/contracts';
import { Database, databaseError, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { writeVotes, type Place, type Wish } from './votes.sql.js';

interface Waiting extends Wish {
  askers: { resolve: (written: Written) => void; reject: (error: unknown) => void }[];
}

/** What became of a wish. */
export interface Written {
  up: boolean;
  /** From this revision of the public stream on, its count holds the vote. */
  rev: number;
}

interface Room {
  place: Place;
  /** The last wish per question and person. */
  waiting: Map<string, Waiting>;
  flushing: Promise<void> | null;
  /** How many the last group held, and how long its commit took: so many are likely to come again. */
  last: { size: number; milliseconds: number };
  /** Ends the gathering as soon as so many wait. */
  enough: { size: number; begin: () => void } | null;
}

const maxBatch = 5_000;
/** No group is waited for longer. */
const longestGatheringMs = 8;
/** Rooms that nobody votes in any more are forgotten once there are so many. */
const knownRooms = 1_000;
const attempts = 5;
const knownPlaces = 20_000;

/**
 * Writes votes in groups. A vote says the wanted state, so only the last wish of a person for a question is kept.
 * One group per session is on its way at a time, and its commit is the time in which the next one gathers: under
 * load groups grow by themselves, without it nobody waits. Those who vote as soon as they were answered come one
 * after the other: the first would leave alone and the others wait for its commit. So a group waits for as many as
 * the last one held, half a commit's time at most; who votes alone waits for nobody.
 */
@Injectable()
export class VoteWriter implements BeforeApplicationShutdown {
  private readonly rooms = new Map<string, Room>();
  /** Where a question belongs never changes. Promises, so that two wishes for one question keep their order. */
  private readonly places = new Map<number, Promise<Place>>();

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Answers once the vote is committed. Needs no command log: a repeat wishes the same.
   * @throws Problem not_found, not_registered for who takes no part, question_state where it is not open to votes:
   *   with `into`, the question that stands for it by now
   */
  async vote(call: Call, input: { question: number; up: boolean }): Promise<Written> {
    const person = call.actor?.person;
    if (person === undefined) throw new Problem('not_signed_in');
    const place = await this.placeOf(input.question);
    const room = this.roomOf(place);
    return new Promise((resolve, reject) => {
      const key = `${input.question} ${person}`;
      const askers = room.waiting.get(key)?.askers ?? [];
      askers.push({ resolve, reject });
      room.waiting.set(key, { question: input.question, person, up: input.up, askers });
      if (room.enough && room.waiting.size >= room.enough.size) room.enough.begin();
      room.flushing ??= this.flushAll(room);
    });
  }

  private roomOf(place: Place): Room {
    const known = this.rooms.get(place.session);
    if (known) return known;
    if (this.rooms.size >= knownRooms) {
      for (const [session, { flushing }] of this.rooms) if (!flushing) this.rooms.delete(session);
    }
    const room: Room = {
      place,
      waiting: new Map(),
      flushing: null,
      last: { size: 1, milliseconds: 0 },
      enough: null,
    };
    this.rooms.set(place.session, room);
    return room;
  }

  /** Lets what is on its way arrive. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.rooms.values()].flatMap((room) => room.flushing ?? []));
  }

  private async flushAll(room: Room): Promise<void> {
    while (room.waiting.size > 0) {
      await this.gather(room);
      const batch = [...room.waiting.values()].slice(0, maxBatch);
      for (const wish of batch) room.waiting.delete(`${wish.question} ${wish.person}`);
      const began = performance.now();
      await this.flush(room.place, batch);
      room.last = { size: batch.length, milliseconds: performance.now() - began };
    }
    room.flushing = null;
  }

  /** Until as many wait as came last time, or half the time has gone by that their commit took. */
  private async gather(room: Room): Promise<void> {
    const { size, milliseconds } = room.last;
    if (room.waiting.size >= size) return;
    await new Promise<void>((begin) => {
      const timer = setTimeout(begin, Math.min(milliseconds / 2, longestGatheringMs));
      const now = (): void => {
        clearTimeout(timer);
        begin();
      };
      room.enough = { size, begin: now };
    });
    room.enough = null;
  }

  /** Never throws: whoever asked hears what happened. */
  private async flush(place: Place, batch: Waiting[]): Promise<void> {
    // One order for every process, so that none waits for the other's rows in a circle.
    batch.sort((a, b) => a.question - b.question || (a.person < b.person ? -1 : 1));
    try {
      const { rev, changed, refused } = await this.write(place, batch);
      if (changed) this.database.announce([streamName(streams.questions, { session: place.session })]);
      batch.forEach((wish, index) => {
        const refusal = refused.get(index);
        for (const { resolve, reject } of wish.askers) {
          if (refusal) reject(new Problem(refusal.code, refusal.into === null ? {} : { into: refusal.into }));
          else resolve({ up: wish.up, rev });
        }
      });
    } catch (error) {
      // One bad wish must not spoil the others'.
      if (batch.length > 1 && /^2[23]/.test(databaseError(error)?.code ?? '')) {
        for (const wish of batch) await this.flush(place, [wish]);
        return;
      }
      for (const { reject } of batch.flatMap((wish) => wish.askers)) reject(error);
    }
  }

  private async write(place: Place, batch: Wish[]): ReturnType<typeof writeVotes> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await writeVotes(this.database, place, batch);
      } catch (error) {
        // Deadlock or serialisation failure: nothing was written, and the next try may pass.
        if (attempt >= attempts || !/^40/.test(databaseError(error)?.code ?? '')) throw error;
      }
    }
  }

  private placeOf(question: number): Promise<Place> {
    const known = this.places.get(question);
    if (known) return known;
    if (this.places.size >= knownPlaces) this.places.clear();
    const reading = this.readPlace(question);
    this.places.set(question, reading);
    reading.catch(() => this.places.delete(question));
    return reading;
  }

  private async readPlace(question: number): Promise<Place> {
    const { rows } = await sql<Place>`
      select q.session_id as session, s.event_id as event
      from question q join session s on s.id = q.session_id where q.id = ${question}`.execute(
      this.database.sql,
    );
    const place = rows[0];
    if (!place) throw new Problem('not_found');
    return place;
  }
}
