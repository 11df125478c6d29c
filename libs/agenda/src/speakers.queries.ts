import type { AbsentTime, ListedSpeaker, RouteResult, routes, Speaker } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Files, Problem, sql, type Call, type StoredFile } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readAbsences, speakerColumns } from './agenda-rows.js';
import { Profiles } from './profiles.js';
import { readWorking } from './working-agenda.js';

interface Row extends Speaker, Pick<ListedSpeaker, 'pending'> {
  person: string | null;
  claimedAt: Date | null;
  invitedAt: Date | null;
}

/** Speakers as organisers see them. */
@Injectable()
export class SpeakersQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Profiles) private readonly profiles: Profiles,
    @Inject(Files) private readonly files: Files,
  ) {}

  /** All of the event, by name. @throws Problem forbidden for who does not organise the event */
  async list(call: Call, slug: string): Promise<RouteResult<(typeof routes)['listSpeakers']>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { rows } = await sql<Row>`
      select ${speakerColumns}, person_id as person, claimed_at as "claimedAt", invited_at as "invitedAt", pending
      from speaker where event_id = ${event.id} order by name, id`.execute(this.database.sql);
    const emails = new Map((await this.crew(call, slug)).map(({ speaker, email }) => [speaker, email]));
    const absences = new Map<string, AbsentTime[]>();
    for (const { speaker, ...time } of await readAbsences(this.database.sql, event.id)) {
      absences.set(speaker, [...(absences.get(speaker) ?? []), time]);
    }
    const sessions = await this.sessions(event.id);
    return {
      review: event.reviewSpeakerEdits,
      speakers: rows.map(({ person, claimedAt, invitedAt, ...speaker }) => ({
        ...speaker,
        email: emails.get(speaker.id) ?? null,
        claim: !person ? 'unknown' : claimedAt ? 'claimed' : invitedAt ? 'invited' : 'unclaimed',
        invitedAt: invitedAt && new Date(invitedAt).toISOString(),
        sessions: sessions.get(speaker.id) ?? 0,
        absences: absences.get(speaker.id) ?? [],
      })),
    };
  }

  /**
   * Who of the speakers and moderators has an account.
   * @throws Problem forbidden for who does not organise the event
   */
  async crew(call: Call, slug: string): Promise<RouteResult<(typeof routes)['listCrew']>['crew']> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { rows } = await sql<{ speaker: string; name: string; email: string | null }>`
      select s.id as speaker, s.name, p.email from speaker s left join person p on p.id = s.person_id
      where s.event_id = ${event.id} order by s.name, s.id`.execute(this.database.sql);
    return rows;
  }

  /** The picture that waits. @param speaker null: the caller's own */
  async pendingPhoto(call: Call, slug: string, speaker: string | null): Promise<StoredFile> {
    const { event } = await (speaker === null
      ? this.access.find(call, { slug })
      : this.access.findAs(call, { slug }, organisers));
    const who = speaker === null ? { person: call.actor?.person ?? '' } : { slug: speaker };
    const { pendingPhoto } = await this.profiles.find(this.database.sql, event.id, who);
    if (!pendingPhoto) throw new Problem('not_found');
    return this.files.read(pendingPhoto);
  }

  /** How many sessions of the working agenda name each. */
  private async sessions(event: string): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const { speakers, moderators, state } of (
      await readWorking(this.database.sql, event)
    ).sessions.values()) {
      if (state === 'removed') continue;
      for (const id of new Set([...speakers, ...moderators])) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }
}
