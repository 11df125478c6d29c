import { createHmac } from 'node:crypto';
import { roomHours, type Meeting, type WayIn } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import {
  Clock,
  Database,
  ENV,
  guardedGet,
  LOG,
  Problem,
  sql,
  type Call,
  type Env,
  type Logger,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from '../attendees.js';
import { MeetingsService } from '../meetings.service.js';
import { createCall, isDone, joinLink } from './bigbluebutton.js';
import { iceServers } from './ice.js';
import { jitsiLink } from './jitsi.js';
import { filledLink } from './link.js';
import { VideoService } from './video.service.js';
import type { Visit } from './visit.js';

/** The way into a meeting: written down that somebody came, and a link made for them alone. */
@Injectable()
export class EntryService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(MeetingsService) private readonly meetings: MeetingsService,
    @Inject(VideoService) private readonly video: VideoService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * @throws Problem not_found for everybody but the meeting's people; request_state before it opens and after its end;
   *   video_unreachable when the organisers' server does not answer: they have come all the same
   */
  async enter(call: Call, slug: string, id: string): Promise<{ meeting: Meeting; way: WayIn }> {
    const meeting = await this.meetings.enter(call, slug, id);
    return { meeting, way: await this.wayIn(call, slug, meeting) };
  }

  private async wayIn(call: Call, slug: string, meeting: Meeting): Promise<WayIn> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const { setup, secret } = await this.video.secretOf(event.id);
    if (setup.kind === 'none') return { kind: 'none' };
    const now = this.clock.now();
    if (setup.kind === 'built-in') return { kind: 'built-in', iceServers: iceServers(this.env, me, now) };
    const { rows } = await sql<{ name: string }>`
      select name from registration where event_id = ${event.id} and person_id = ${me}`.execute(
      this.database.sql,
    );
    const left = roomHours(meeting).closes - eventNow(event, now).getTime();
    const visit: Visit = {
      meeting: meeting.id,
      room: this.roomOf(meeting.id),
      person: me,
      name: rows[0]?.name ?? '',
      title: event.title[event.languages[0] ?? 'en'] ?? event.slug,
      table: meeting.table,
      now,
      openFor: Math.max(0, left),
    };
    if (setup.kind === 'link') return { kind: 'link', url: filledLink(setup.template, visit) };
    // The house's own secret has changed since it was kept.
    if (secret === null) throw new Problem('video_unreachable');
    if (setup.kind === 'jitsi') return { kind: 'link', url: jitsiLink(setup, secret, visit) };
    await this.create(createCall(setup, secret, visit));
    return { kind: 'link', url: joinLink(setup, secret, visit) };
  }

  /** Whoever knows a meeting's id, from a mail or an export, does not know the room's name. */
  private roomOf(meeting: string): string {
    const hash = createHmac('sha256', this.env.FOYER_SECRET).update(`meeting room ${meeting}`).digest('hex');
    return `meeting-${hash.slice(0, 24)}`;
  }

  private async create(address: string): Promise<void> {
    try {
      const { status, text } = await guardedGet(new URL(address), { inner: this.env.VIDEO_PRIVATE_NETWORK });
      if (status === 200 && isDone(text)) return;
      this.log.warn({ status }, 'the video server refused a meeting');
    } catch (error) {
      this.log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the video server is away');
    }
    throw new Problem('video_unreachable');
  }
}
