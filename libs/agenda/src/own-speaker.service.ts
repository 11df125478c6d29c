import type { AbsentTime, OwnSpeaker, SpeakerProfile } from '@foyer/contracts';
import { EventAccess, type EventEntity } from '@foyer/events';
import { checkImage, Clock, Database, Files, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Profiles, type ProfileRow } from './profiles.js';
import { Timetable } from './timetable.js';

/** What speakers do with their own profile: the one that their account speaks for. */
@Injectable()
export class OwnSpeakerService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Files) private readonly files: Files,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found for who is no speaker of the event */
  async get(call: Call, slug: string): Promise<OwnSpeaker> {
    const { event } = await this.access.find(call, { slug });
    const own = await this.profiles.find(this.database.sql, event.id, { person: personOf(call) });
    return {
      ...shown(own),
      review: event.reviewSpeakerEdits,
      absences: await this.profiles.absences(this.database.sql, own.id),
    };
  }

  /** In force at once, or waiting for the organisers where the event says so. */
  async update(call: Call, slug: string, profile: Partial<SpeakerProfile>): Promise<OwnSpeaker> {
    return this.write(call, slug, async (tx, event, own) => {
      if (event.reviewSpeakerEdits)
        await this.profiles.wait(tx, event.id, own, this.clock.now(), { profile });
      else await this.profiles.change(tx, event.id, own, profile);
    });
  }

  /** @throws Problem file_type, image_too_large, file_too_large */
  async putPhoto(call: Call, slug: string, file: File): Promise<OwnSpeaker> {
    await this.get(call, slug);
    const picture = await checkImage(file, { square: true, maxPixels: 800 });
    return this.write(call, slug, async (tx, event, own) => {
      const waits = event.reviewSpeakerEdits;
      const owner = personOf(call);
      const photo = await this.files.put(tx, picture, { event: event.id, owner, public: !waits, kept: true });
      if (waits) {
        await this.profiles.wait(tx, event.id, own, this.clock.now(), { photo: { file: photo.id } });
      } else await this.profiles.setPhoto(tx, event.id, own, photo.id);
    });
  }

  async removePhoto(call: Call, slug: string): Promise<OwnSpeaker> {
    return this.write(call, slug, async (tx, event, own) => {
      if (event.reviewSpeakerEdits) {
        await this.profiles.wait(tx, event.id, own, this.clock.now(), { photo: 'gone' });
      } else await this.profiles.setPhoto(tx, event.id, own, null);
    });
  }

  /** Takes back what waits for the organisers. */
  async discard(call: Call, slug: string): Promise<OwnSpeaker> {
    return this.write(call, slug, async (tx, event, own) => {
      await this.profiles.settle(tx, event.id, own, false);
    });
  }

  /** In force at once: the organisers plan with it. */
  async putAbsences(call: Call, slug: string, absences: readonly AbsentTime[]): Promise<OwnSpeaker> {
    return this.write(call, slug, async (tx, _, own) => {
      await this.profiles.putAbsences(tx, own.id, absences);
    });
  }

  private async write(
    call: Call,
    slug: string,
    work: (tx: Tx, event: EventEntity, own: ProfileRow) => Promise<void>,
  ): Promise<OwnSpeaker> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await this.timetable.lock(tx, event.id);
      const who = { person: personOf(call) };
      const own = await this.profiles.find(tx.sql, event.id, who);
      // Whoever signs in with the address that organisers named has shown that it is theirs.
      await sql`
        update speaker set claimed_at = ${this.clock.now()} where id = ${own.id} and claimed_at is null`.execute(
        tx.sql,
      );
      await work(tx, event, own);
      return {
        ...shown(await this.profiles.find(tx.sql, event.id, who)),
        review: event.reviewSpeakerEdits,
        absences: await this.profiles.absences(tx.sql, own.id),
      };
    });
  }
}

function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}

function shown({
  person: _,
  pending,
  pendingPhoto: __,
  ...speaker
}: ProfileRow): Pick<OwnSpeaker, 'speaker' | 'pending'> {
  return { speaker, pending };
}
