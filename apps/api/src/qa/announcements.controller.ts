import type { Call } from '@foyer/platform';
import { Announcements } from '@foyer/qa';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What a session or the whole event is told. */
@Controller()
export class AnnouncementsController {
  constructor(@Inject(Announcements) private readonly announcements: Announcements) {}

  @Handles('listAnnouncements')
  async list({ params, query }: In<'listAnnouncements'>, call: Call): Promise<Out<'listAnnouncements'>> {
    return { announcements: await this.announcements.list(call, params.event, query.session) };
  }

  @Handles('publishAnnouncement')
  publish({ params, body }: In<'publishAnnouncement'>, call: Call): Promise<Out<'publishAnnouncement'>> {
    return this.announcements.publish(call, params.event, body);
  }

  @Handles('withdrawAnnouncement')
  async withdraw({ params }: In<'withdrawAnnouncement'>, call: Call): Promise<Out<'withdrawAnnouncement'>> {
    await this.announcements.withdraw(call, params.event, params.announcement);
  }
}
