import { Stars } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Feeds, PersonalCalendar } from '@foyer/reminders';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** Starred sessions, and the calendars that follow from them. */
@Controller()
export class CalendarController {
  constructor(
    @Inject(Stars) private readonly stars: Stars,
    @Inject(Feeds) private readonly feeds: Feeds,
    @Inject(PersonalCalendar) private readonly calendars: PersonalCalendar,
  ) {}

  @Handles('starSession')
  star({ params, body }: In<'starSession'>, call: Call): Promise<Out<'starSession'>> {
    return this.stars.star(call, params.event, params.session, body.starred);
  }

  @Handles('getSessionCalendar')
  async session({ params }: In<'getSessionCalendar'>, call: Call): Promise<FileAnswer> {
    return calendar(await this.calendars.session(call, params.event, params.session), params.session);
  }

  @Handles('getMyCalendar')
  async mine({ params }: In<'getMyCalendar'>, call: Call): Promise<FileAnswer> {
    return calendar(await this.calendars.mine(call, params.event), params.event);
  }

  @Handles('getCalendarFeed')
  feed({ params }: In<'getCalendarFeed'>, call: Call): Promise<Out<'getCalendarFeed'>> {
    return this.feeds.mine(call, params.event);
  }

  @Handles('renewCalendarFeed')
  renew({ params }: In<'renewCalendarFeed'>, call: Call): Promise<Out<'renewCalendarFeed'>> {
    return this.feeds.renew(call, params.event);
  }

  @Handles('revokeCalendarFeed')
  async revoke({ params }: In<'revokeCalendarFeed'>, call: Call): Promise<Out<'revokeCalendarFeed'>> {
    await this.feeds.revoke(call, params.event);
  }

  @Handles('readCalendarFeed')
  async read({ params }: In<'readCalendarFeed'>): Promise<FileAnswer> {
    return calendar(await this.calendars.byToken(params.token), 'agenda');
  }
}

const calendar = (text: string, name: string): FileAnswer =>
  new FileAnswer(Buffer.from(text), { mediaType: 'text/calendar', name: `${name}.ics`, cache: 'private' });
