import { streamName, streams } from '@foyer/contracts';
import { Database, databaseError, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setImmediate as endOfTurn } from 'node:timers/promises';
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
  /** How many a group is likely to find, as far as the last ones tell. */
  likely: number;
  /** Groups until one waits to see how many come, and how many lay between the last two. */
  untilLook: number;
  looksEvery: number;
  /** Whether votes kept coming while one waited, and not only those of people who had just been answered. */
  flows: boolean;
  /** While a group gathers: called with how many wait. */
  came: ((size: number) => void) | null;
}

const maxBatch = 5_000;
/** So many never wait for others: of what a group costs, hardly anything is the same for any size by then. */
const plenty = 128;
/** No group is waited for longer; where votes keep coming, but so slowly that few come in that time, a little more. */
const longestGatheringMs = { usual: 16, slow: 40 };
/** So many make a group worth its commit. */
const worthIt = 8;
/** One group in so many waits to see how many come; where none more do, ever fewer. */
const looksEvery = { first: 32, last: 256 };
/** Where half of those who are likely come within this time, they go: the others come while these are written. */
const stormMs = 2;
/** Rooms that nobody votes in any more are forgotten once there are so many. */
const knownRooms = 1_000;
const attempts = 5;
const knownPlaces = 20_000;

/**
 * Writes votes in groups. A vote says the wanted state, so only the last wish of a person for a question is kept.
 * One group per session is on its way at a time, and its commit is the time in which the next one gathers. Beyond that a
 * group waits for as many as are likely to come, a few milliseconds at most, since a commit costs the database more
 * than a vote does. How many that is, one group in a while finds out by waiting: where votes keep coming it finds more;
 * where all who vote wait for their answers already, nobody comes, and the next groups leave at once. Who votes alone
 * waits for nobody.
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
      const wish = { question: input.question, person, up: input.up };
      const key = keyOf(wish);
      const askers = room.waiting.get(key)?.askers ?? [];
      askers.push({ resolve, reject });
      room.waiting.set(key, { ...wish, askers });
      room.came?.(room.waiting.size);
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
      likely: 1,
      untilLook: looksEvery.first,
      looksEvery: looksEvery.first,
      flows: false,
      came: null,
    };
    this.rooms.set(place.session, room);
    return room;
  }

  /** Lets what is on its way arrive. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.rooms.values()].flatMap((room) => room.flushing ?? []));
  }

  private async flushAll(room: Room): Promise<void> {
    let tell = nobody;
    while (room.waiting.size > 0) {
      if (!goesAtOnce(room)) {
        // Whoever is still to come may wait for these answers.
        tell();
        tell = nobody;
        await gather(room);
      }
      const writing = this.flush(room.place, takeGroup(room));
      // The next group is on its way before the last one hears: the database works while they are told.
      if (tell !== nobody) await endOfTurn();
      tell();
      tell = await writing;
    }
    tell();
    room.flushing = null;
  }

  /** Never throws. @returns what tells whoever asked what happened */
  private async flush(place: Place, batch: Waiting[]): Promise<() => void> {
    // One order for every process, so that none waits for the other's rows in a circle.
    batch.sort((a, b) => a.question - b.question || (a.person < b.person ? -1 : 1));
    try {
      const { rev, changed, refused } = await this.write(place, batch);
      if (changed) this.database.announce([streamName(streams.questions, { session: place.session })]);
      return () => {
        for (const [index, wish] of batch.entries()) {
          const refusal = refused.get(index);
          for (const { resolve, reject } of wish.askers) {
            if (refusal)
              reject(new Problem(refusal.code, refusal.into === null ? {} : { into: refusal.into }));
            else resolve({ up: wish.up, rev });
          }
        }
      };
    } catch (error) {
      // One bad wish must not spoil the others'.
      if (batch.length > 1 && /^2[23]/.test(databaseError(error)?.code ?? '')) {
        for (const wish of batch) (await this.flush(place, [wish]))();
        return nobody;
      }
      return () => {
        for (const { reject } of batch.flatMap((wish) => wish.askers)) reject(error);
      };
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

const keyOf = ({ question, person }: Wish): string => `${question} ${person}`;
const nobody = (): void => undefined;

function takeGroup(room: Room): Waiting[] {
  const batch = [...room.waiting.values()].slice(0, maxBatch);
  if (batch.length === room.waiting.size) room.waiting.clear();
  else for (const wish of batch) room.waiting.delete(keyOf(wish));
  return batch;
}

/** Whether as many wait already as are likely to come, or one alone where nobody else is. */
function goesAtOnce(room: Room): boolean {
  const { size } = room.waiting;
  if (room.likely === 1 && size === 1) return true;
  if (size < plenty) {
    if (room.untilLook <= 1 || size < room.likely / 2) return false;
    room.untilLook--;
  }
  if (size >= room.likely) room.likely = Math.min(size, maxBatch);
  return true;
}

/** Waits for as many as are likely, or, now and then, for whoever comes. */
async function gather(room: Room): Promise<void> {
  const looks = --room.untilLook <= 0;
  const slow = (looks || room.flows) && room.likely < 2 * worthIt;
  const longest = longestGatheringMs[slow ? 'slow' : 'usual'];
  const aim = looks ? plenty : Math.min(slow ? Math.max(room.likely, worthIt) : room.likely, plenty);
  const began = performance.now();
  let lastCame = began;
  const end = await new Promise<'late' | 'enough' | 'half'>((settle) => {
    const late = setTimeout(() => settle('late'), longest);
    const begin = (end: 'enough' | 'half'): void => {
      clearTimeout(late);
      settle(end);
    };
    room.came = (size) => {
      lastCame = performance.now();
      if (size >= aim) begin('enough');
      else if (!looks && size >= room.likely / 2 && lastCame - began < stormMs) begin('half');
    };
  });
  room.came = null;
  const came = Math.min(room.waiting.size, maxBatch);
  if (end === 'half') return;
  if (looks) {
    room.flows = lastCame - began > longest / 2;
    room.looksEvery = came > room.likely ? looksEvery.first : Math.min(room.looksEvery * 2, looksEvery.last);
    room.untilLook = room.looksEvery;
  }
  // Fewer than were likely: half believed, since it may have been chance.
  if (looks || end === 'enough') room.likely = came;
  else room.likely = Math.floor((room.likely + came) / 2);
}
