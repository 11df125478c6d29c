import { isDeepStrictEqual } from 'node:util';
import { SpeakerProfile, type AbsentTime, type PendingEdit, type Speaker } from '@foyer/contracts';
import { Files, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readSpeakers, speakerColumns } from './agenda-rows.js';
import { found } from './editing.js';
import { tellAll, tellEditors } from './overlays.js';
import { Stage } from './stage.js';

/** A speaker with what only the house knows. */
export interface ProfileRow extends Speaker {
  person: string | null;
  pending: PendingEdit | null;
  pendingPhoto: string | null;
}

const fields = SpeakerProfile.keyof().options;

/** Profiles of speakers as organisers, speakers themselves and claims change them. The caller holds the agenda's lock. */
@Injectable()
export class Profiles {
  constructor(
    @Inject(Stage) private readonly stage: Stage,
    @Inject(Files) private readonly files: Files,
  ) {}

  /** @throws Problem not_found when there is none in this event */
  async find(
    database: Sql,
    event: string,
    who: { slug: string } | { person: string } | { id: string },
  ): Promise<ProfileRow> {
    const wanted =
      'slug' in who
        ? sql`slug = ${who.slug}`
        : 'person' in who
          ? sql`person_id = ${who.person}`
          : sql`id = ${who.id}`;
    const { rows } = await sql<ProfileRow>`
      select ${speakerColumns}, person_id as person, pending, pending_photo_id as "pendingPhoto"
      from speaker where event_id = ${event} and ${wanted} order by id limit 1`.execute(database);
    return found(rows[0]);
  }

  /** Puts fields of a profile into force. */
  async change(tx: Tx, event: string, was: ProfileRow, profile: Partial<SpeakerProfile>): Promise<Speaker> {
    return found((await this.stage.put(tx, event, [{ ...was, ...profile }])).speakers.get(was.slug));
  }

  /** Puts a picture into force, or none; the one before goes. */
  async setPhoto(tx: Tx, event: string, was: ProfileRow, photo: string | null): Promise<Speaker> {
    await sql`update speaker set photo_id = ${photo} where id = ${was.id}`.execute(tx.sql);
    await this.files.remove(tx, [was.photo]);
    const speaker = found((await readSpeakers(tx.sql, event)).find(({ id }) => id === was.id));
    tellAll(tx, event, { put: { speaker: { [speaker.id]: speaker } } });
    return speaker;
  }

  /** Lays an edit over what waits already. What is now as it is shown waits no more. */
  async wait(
    tx: Tx,
    event: string,
    was: ProfileRow,
    now: Date,
    edit: { profile?: Partial<SpeakerProfile>; photo?: { file: string } | 'gone' },
  ): Promise<void> {
    const wanted = { ...was.pending?.profile, ...edit.profile };
    const profile = Object.fromEntries(
      fields
        .filter((field) => field in wanted && !isDeepStrictEqual(wanted[field], was[field]))
        .map((field) => [field, wanted[field]]),
    );
    let { pendingPhoto } = was;
    let photo = was.pending?.photo ?? null;
    if (edit.photo !== undefined) {
      pendingPhoto = edit.photo === 'gone' ? null : edit.photo.file;
      photo = edit.photo === 'gone' ? (was.photo ? 'gone' : null) : 'new';
    }
    // Later than the edit before it, also within one tick of the clock.
    const at = new Date(
      Math.max(now.getTime(), was.pending ? Date.parse(was.pending.at) + 1 : 0),
    ).toISOString();
    const pending = photo || Object.keys(profile).length ? { at, profile, photo } : null;
    await this.setPending(tx, was, pending, pendingPhoto);
    tellEditors(tx, event, {});
  }

  /** What waits is put into force, or let go. */
  async settle(tx: Tx, event: string, was: ProfileRow, accepted: boolean): Promise<Speaker> {
    const { pending, pendingPhoto } = was;
    const taken = accepted && pending?.photo === 'new' ? pendingPhoto : null;
    await this.setPending(tx, was, null, null, taken);
    if (!accepted || !pending) return was;
    if (taken) await this.files.keep(tx, [taken], { event, owner: null, public: true });
    if (pending.photo) await this.setPhoto(tx, event, was, taken);
    return this.change(tx, event, was, pending.profile);
  }

  async putAbsences(tx: Tx, speaker: string, absences: readonly AbsentTime[]): Promise<AbsentTime[]> {
    await sql`delete from speaker_absence where speaker_id = ${speaker}`.execute(tx.sql);
    await sql`
      insert into speaker_absence (speaker_id, starts_at, ends_at)
      select distinct ${speaker}::uuid, "startsAt", "endsAt"
      from jsonb_to_recordset(${JSON.stringify(absences)}::jsonb) as w("startsAt" timestamptz, "endsAt" timestamptz)`.execute(
      tx.sql,
    );
    return this.absences(tx.sql, speaker);
  }

  async absences(database: Sql, speaker: string): Promise<AbsentTime[]> {
    const { rows } = await sql<Record<keyof AbsentTime, string>>`
      select starts_at as "startsAt", ends_at as "endsAt" from speaker_absence
      where speaker_id = ${speaker} order by starts_at`.execute(database);
    return rows.map(({ startsAt, endsAt }) => ({
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
    }));
  }

  private async setPending(
    tx: Tx,
    was: ProfileRow,
    pending: PendingEdit | null,
    photo: string | null,
    kept: string | null = photo,
  ): Promise<void> {
    await sql`
      update speaker set pending = ${pending ? JSON.stringify(pending) : null}::jsonb, pending_photo_id = ${photo}
      where id = ${was.id}`.execute(tx.sql);
    if (was.pendingPhoto !== kept) await this.files.remove(tx, [was.pendingPhoto]);
  }
}
