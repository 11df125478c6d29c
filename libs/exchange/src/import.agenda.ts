import { isDeepStrictEqual } from 'node:util';
import type { EventFile } from '@foyer/contracts';
import { Places, Stage, Timetable } from '@foyer/agenda';
import type { EventEntity } from '@foyer/events';
import { BlocksService, type NewBlock } from '@foyer/meetings';
import { Accounts } from '@foyer/people';
import { Problem, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { tally, type Tally } from './import.report.js';
import { instantOf, stored } from './import.values.js';

/** Speakers, sessions and meeting blocks. */
@Injectable()
export class AgendaImport {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Places) private readonly places: Places,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(BlocksService) private readonly blocks: BlocksService,
  ) {}

  /** One writer of the agenda at a time; taken before the rest. */
  async lock(tx: Tx, event: EventEntity): Promise<void> {
    await this.timetable.lock(tx, event.id);
  }

  /** @returns also the ids of all speakers by key */
  async putSpeakers(
    tx: Tx,
    event: EventEntity,
    { speakers }: EventFile,
  ): Promise<{ speakers: Tally; ids: Map<string, string> }> {
    const language = event.languages[0] ?? 'en';
    const accounts = await this.accounts.ensure(
      tx,
      speakers.flatMap(({ email, name }) =>
        email === undefined ? [] : [{ email, name, language, timeZone: event.timeZone }],
      ),
    );
    const put = await this.stage.put(
      tx,
      event.id,
      speakers.map(({ key, name, email, ...rest }) => ({
        slug: key,
        name,
        jobTitle: rest.job_title ?? null,
        organisation: rest.organisation ?? null,
        country: rest.country ?? null,
        biography: rest.biography ?? null,
        person: email === undefined ? null : stored(accounts.get(email)),
      })),
    );
    const ids = new Map([...put.speakers].map(([slug, { id }]) => [slug, id]));
    const keys = speakers.map(({ key }) => key);
    return { speakers: tally(keys, [...put.speakers.keys()], put), ids };
  }

  /** @throws Problem person_busy naming who has something else then */
  async putSessions(
    tx: Tx,
    event: EventEntity,
    file: EventFile,
    speakers: Map<string, string>,
  ): Promise<Tally> {
    const usual = event.languages[0] ?? 'en';
    const tracks = file.sessions.flatMap(({ track }) => track ?? []);
    const roomIds = await this.places.ensureRooms(tx, event.id, usual, file.rooms);
    const trackIds = await this.places.ensureTracks(tx, event.id, usual, tracks);
    const put = await this.timetable.put(
      tx,
      event.id,
      file.sessions.map((session) => ({
        ...{ slug: session.slug, kind: session.kind, title: session.title, questions: session.questions },
        abstract: session.abstract ?? null,
        startsAt: instantOf(file, session.starts).toISOString(),
        endsAt: instantOf(file, session.ends).toISOString(),
        room: session.room === undefined ? null : stored(roomIds.get(session.room)),
        track: session.track === undefined ? null : stored(trackIds.get(session.track)),
        language: session.language ?? usual,
        seats: session.seats ?? null,
        streamUrl: session.stream_url ?? null,
        speakers: session.speakers.map((key) => stored(speakers.get(key))),
        moderators: session.moderators.map((key) => stored(speakers.get(key))),
      })),
    );
    const slugs = file.sessions.map(({ slug }) => slug);
    return tally(slugs, [...put.sessions.keys()], put);
  }

  /**
   * A block is known again by its start, and among those that start together by its place.
   * @throws BlockHasMeetings
   */
  async putBlocks(tx: Tx, event: EventEntity, file: EventFile): Promise<Tally> {
    const before = await this.blocks.within(tx, event.id);
    const created: string[] = [];
    const changed: string[] = [];
    let same = 0;
    for (const [index, block] of file.meeting_blocks.entries()) {
      const wanted = blockOf(file, block);
      const at = before.findIndex(({ startsAt }) => startsAt === wanted.startsAt);
      const [was] = at < 0 ? [] : before.splice(at, 1);
      if (!was) {
        await this.blocks.add(tx, event.id, wanted);
        created.push(block.starts);
        continue;
      }
      const { id: _, ...details } = was;
      if (isDeepStrictEqual(details, wanted)) {
        same++;
        continue;
      }
      try {
        await this.blocks.change(tx, event.id, was.id, wanted);
      } catch (error) {
        if (error instanceof Problem && error.code === 'block_in_use') throw new BlockHasMeetings(index);
        throw error;
      }
      changed.push(block.starts);
    }
    return { created, changed, same, left: before.map(({ startsAt }) => startsAt) };
  }
}

function blockOf(file: EventFile, block: EventFile['meeting_blocks'][number]): NewBlock {
  const at = (local: string): string => instantOf(file, local).toISOString();
  return {
    title: block.title,
    startsAt: at(block.starts),
    endsAt: at(block.ends),
    slotMinutes: block.slot_minutes,
    gapMinutes: block.gap_minutes,
    tables: block.tables ?? null,
    tableNames: block.table_names,
    pauses: block.pauses.map(({ starts, ends }) => ({ startsAt: at(starts), endsAt: at(ends) })),
    categories: block.categories ?? null,
    mode: block.mode,
  };
}

/** A block of the file has meetings in the times that it had before. */
export class BlockHasMeetings extends Error {
  constructor(readonly index: number) {
    super('the block has meetings');
  }
}
