import type { Call } from '@foyer/platform';
import { Notifications, NotificationSettings } from '@foyer/reminders';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What somebody is told in the app, and what they want to be told at all. */
@Controller()
export class NotificationsController {
  constructor(
    @Inject(Notifications) private readonly notifications: Notifications,
    @Inject(NotificationSettings) private readonly settings: NotificationSettings,
  ) {}

  @Handles('listNotifications')
  list({ query }: In<'listNotifications'>, call: Call): Promise<Out<'listNotifications'>> {
    return this.notifications.list(call, query);
  }

  @Handles('markNotifications')
  async mark({ body }: In<'markNotifications'>, call: Call): Promise<Out<'markNotifications'>> {
    await this.notifications.mark(call, body.ids, body.read);
  }

  @Handles('readNotifications')
  async readUpTo({ body }: In<'readNotifications'>, call: Call): Promise<Out<'readNotifications'>> {
    await this.notifications.readUpTo(call, body.upTo);
  }

  @Handles('getNotificationSettings')
  read(_: In<'getNotificationSettings'>, call: Call): Promise<Out<'getNotificationSettings'>> {
    return this.settings.read(call);
  }

  @Handles('setNotificationChannel')
  async set(
    { params, body }: In<'setNotificationChannel'>,
    call: Call,
  ): Promise<Out<'setNotificationChannel'>> {
    await this.settings.set(call, params.kind, params.channel, body.on);
  }

  @Handles('setQuietHours')
  async setQuiet({ body }: In<'setQuietHours'>, call: Call): Promise<Out<'setQuietHours'>> {
    return { quiet: await this.settings.setQuiet(call, body.quiet) };
  }
}
