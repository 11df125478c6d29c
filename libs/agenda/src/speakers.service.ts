import type { AbsentTime, RouteParsed, routes, Speaker } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Accounts } from '@foyer/people';
import { checkImage, Database, Files, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { agendaEditors } from './agenda.policy.js';
import { Editing, found } from './editing.js';
import { tellAll } from './overlays.js';
import { Profiles, type ProfileRow } from './profiles.js';
import { slugOf } from './slug.js';
import { Stage, type SpeakerDraft } from './stage.js';
import { readWorking } from './working-agenda.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

/** Organisers write the people of the stage here, one at a time; imports write whole sets through Stage. */
@Injectable()
export class SpeakersService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Editing) private readonly editing: Editing,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Files) private readonly files: Files,
  ) {}

  /** @throws Problem conflict when the slug is taken */
  async create(call: Call, event: string, input: Body<'createSpeaker'>): Promise<Speaker> {
    return this.editing.write(call, event, async (tx, { id }) => {
      const { rows } = await sql<{ slug: string }>`select slug from speaker where event_id = ${id}`.execute(
        tx.sql,
      );
      const taken = new Set(rows.map((row) => row.slug));
      if (input.slug !== undefined && taken.has(input.slug)) throw new Problem('conflict');
      const slug = input.slug ?? slugOf(input.name, taken);
      const { email = null, ...details } = input;
      const person = await this.account(tx, input.name, email);
      return this.put(tx, id, { ...unknown, ...details, slug, person });
    });
  }

  /**
   * Another address means another account: whoever had claimed the profile has it no more, and links that are on
   * their way are void.
   * @throws Problem person_busy when the account named has something else at one of the speaker's sessions
   */
  async update(call: Call, event: string, speaker: string, input: Body<'updateSpeaker'>): Promise<Speaker> {
    return this.write(call, event, speaker, async (tx, id, was) => {
      const { email, ...details } = input;
      const person = email === undefined ? was.person : await this.account(tx, was.name, email);
      if (person !== was.person) {
        await sql`delete from speaker_claim where speaker_id = ${was.id}`.execute(tx.sql);
        await sql`update speaker set claimed_at = null, invited_at = null where id = ${was.id}`.execute(
          tx.sql,
        );
      }
      return this.put(tx, id, { ...was, ...details, person });
    });
  }

  /** @throws Problem speaker_named while a session of the agenda or of its draft names the person */
  async remove(call: Call, event: string, speaker: string): Promise<void> {
    await this.write(call, event, speaker, async (tx, id, { id: gone }) => {
      const { released, sessions } = await readWorking(tx.sql, id);
      const naming = [...released.values(), ...sessions.values()].filter(({ speakers, moderators }) =>
        [...speakers, ...moderators].includes(gone),
      );
      const count = new Set(naming.map((session) => session.id)).size;
      if (count) throw new Problem('speaker_named', { count });
      await sql`delete from speaker where id = ${gone}`.execute(tx.sql);
      tellAll(tx, id, { drop: { speaker: [gone] } });
      return null;
    });
  }

  /** @throws Problem file_type, image_too_large, file_too_large */
  async putPhoto(call: Call, event: string, speaker: string, file: File): Promise<Speaker> {
    // Nobody's picture is decoded who may not change the speaker.
    await this.access.findAs(call, { slug: event }, agendaEditors);
    const picture = await checkImage(file, { square: true, maxPixels: 800 });
    return this.write(call, event, speaker, async (tx, id, was) => {
      const owner = call.actor?.person ?? null;
      const photo = await this.files.put(tx, picture, { event: id, owner, public: true, kept: true });
      return this.profiles.setPhoto(tx, id, was, photo.id);
    });
  }

  async removePhoto(call: Call, event: string, speaker: string): Promise<Speaker> {
    return this.write(call, event, speaker, (tx, id, was) => this.profiles.setPhoto(tx, id, was, null));
  }

  async putAbsences(
    call: Call,
    event: string,
    speaker: string,
    absences: readonly AbsentTime[],
  ): Promise<AbsentTime[]> {
    return this.write(call, event, speaker, (tx, _, { id }) => this.profiles.putAbsences(tx, id, absences));
  }

  /** Says whether speakers' own edits wait from now on; what waits already goes on waiting. */
  async setReview(call: Call, event: string, review: boolean): Promise<void> {
    await this.editing.write(call, event, async (tx, { id }) => {
      await sql`update event set review_speaker_edits = ${review} where id = ${id}`.execute(tx.sql);
      return null;
    });
  }

  /**
   * Takes over what a speaker has changed, or turns it down; the speaker is told.
   * @throws Problem conflict when the edit is not the one that was looked at
   */
  async review(call: Call, event: string, speaker: string, input: Body<'reviewSpeaker'>): Promise<Speaker> {
    return this.write(call, event, speaker, async (tx, id, was) => {
      const { pending } = was;
      if (pending?.at !== new Date(input.at).toISOString()) throw new Problem('conflict');
      const { accept: accepted, note } = input;
      if (was.person)
        tx.fact('speaker.reviewed', { event: id, speaker: was.id, at: pending.at, accepted, note });
      return this.profiles.settle(tx, id, was, accepted);
    });
  }

  private write<T>(
    call: Call,
    event: string,
    speaker: string,
    work: (tx: Tx, event: string, was: ProfileRow) => Promise<T>,
  ): Promise<T> {
    return this.editing.write(call, event, async (tx, { id }) =>
      work(tx, id, await this.profiles.find(tx.sql, id, { slug: speaker })),
    );
  }

  private async put(tx: Tx, event: string, draft: SpeakerDraft): Promise<Speaker> {
    return found((await this.stage.put(tx, event, [draft])).speakers.get(draft.slug));
  }

  private async account(tx: Tx, name: string, email: string | null): Promise<string | null> {
    if (email === null) return null;
    return found((await this.accounts.ensure(tx, [{ email, name }])).get(email));
  }
}

const unknown = {
  jobTitle: null,
  organisation: null,
  country: null,
  biography: null,
} satisfies Partial<Speaker>;
