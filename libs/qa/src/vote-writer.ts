import { streamName, streams } from '@foyer/contracts';
import { Database, databaseError, Gathered, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { writeVotes, type Place, type Wish, type Written } from './votes.sql.js';
import { WaitingVotes, type Waiting } from './waiting-votes.js';

/** Tells whoever asked what happened. */
type Tell = () => void;

interface Room {
  place: Place;
  votes: WaitingVotes;
  flushing: Promise<void> | null;
}

/** Rooms that nobody votes in any more are forgotten once there are so many. */
const knownRooms = 1_000;
const attempts = 5;
const knownPlaces = 20_000;

/**
 * Writes votes in groups (`waiting-votes.ts`). At most two groups of a session are on their way at a time: the second
 * follows on the first one's heels, so that the database need not wait for this process to have told the first.
 */
@Injectable()
export class VoteWriter implements BeforeApplicationShutdown {
  private readonly rooms = new Map<string, Room>();
  /** Where a question belongs never changes. Promises, so that two wishes for one question keep their order. */
  private readonly places = new Map<number, Promise<Place>>();
  /** Where a hall begins to vote on fifty questions at once, each would want a connection of its own. */
  private readonly lookUps = new Gathered<number, Place>((questions) => this.readPlaces(questions));

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
      room.votes.add({ question: input.question, person, up: input.up }, { resolve, reject });
      room.flushing ??= this.flushAll(room);
    });
  }

  private roomOf(place: Place): Room {
    const known = this.rooms.get(place.session);
    if (known) return known;
    if (this.rooms.size >= knownRooms) {
      for (const [session, { flushing }] of this.rooms) if (!flushing) this.rooms.delete(session);
    }
    const room: Room = { place, votes: new WaitingVotes(), flushing: null };
    this.rooms.set(place.session, room);
    return room;
  }

  /** Lets what is on its way arrive. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.rooms.values()].flatMap((room) => room.flushing ?? []));
  }

  private async flushAll(room: Room): Promise<void> {
    const { votes, place } = room;
    let underWay: Promise<Tell> | null = null;
    let tell = nobody;
    for (;;) {
      if (!underWay) {
        if (votes.size === 0) break;
        if (!votes.goAtOnce()) {
          // Whoever is still to come may wait for these answers.
          tell();
          tell = nobody;
          await votes.gather();
        }
        underWay = this.flush(place, votes.take());
      }
      // The next group is on its way before the last one hears: the database works while they are told.
      if (tell !== nobody) await endOfTurn();
      tell();
      const first: Promise<Tell> = underWay;
      const behind: Waiting[] | null = await votes.takeBehind(first);
      underWay = behind && this.flush(place, behind);
      tell = await first;
    }
    votes.arrived();
    tell();
    room.flushing = null;
  }

  /** Never throws. */
  private async flush(place: Place, batch: Waiting[]): Promise<Tell> {
    try {
      const { rev, changed, refused } = await this.write(place, batch);
      if (changed) this.database.announce([place.stream]);
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
    const place = await this.lookUps.find(question);
    if (!place) throw new Problem('not_found');
    return place;
  }

  private async readPlaces(questions: number[]): Promise<Map<number, Place>> {
    const { rows } = await sql<{ question: number; session: string; event: string }>`
      select q.id as question, q.session_id as session, s.event_id as event
      from question q join session s on s.id = q.session_id where q.id = any(${questions}::int[])`.execute(
      this.database.sql,
    );
    return new Map(
      rows.map(({ question, ...place }) => [
        question,
        { ...place, stream: streamName(streams.questions, { session: place.session }) },
      ]),
    );
  }
}

const nobody = (): void => undefined;
