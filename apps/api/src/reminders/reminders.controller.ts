import type { Call } from '@foyer/platform';
import { EventRules, EventTimes, Holds, MailAgain, MailLog, Unsubscribe } from '@foyer/reminders';
import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class RemindersController {
  constructor(
    @Inject(MailLog) private readonly log: MailLog,
    @Inject(MailAgain) private readonly again: MailAgain,
    @Inject(Holds) private readonly holds: Holds,
    @Inject(Unsubscribe) private readonly unsubscribe: Unsubscribe,
    @Inject(EventRules) private readonly rules: EventRules,
    @Inject(EventTimes) private readonly times: EventTimes,
  ) {}

  @Handles('listMails')
  list({ params, query }: In<'listMails'>, call: Call): Promise<Out<'listMails'>> {
    return this.log.list(call, params.event, query);
  }

  @Handles('sendMailAgain')
  async sendAgain({ params }: In<'sendMailAgain'>, call: Call): Promise<Out<'sendMailAgain'>> {
    await this.again.send(call, params.event, params.mail);
  }

  @Handles('liftHold')
  async liftHold({ params }: In<'liftHold'>, call: Call): Promise<Out<'liftHold'>> {
    await this.holds.lift(call, params.event, params.registration);
  }

  @Handles('getReminderRules')
  async readRules({ params }: In<'getReminderRules'>, call: Call): Promise<Out<'getReminderRules'>> {
    return { rules: await this.rules.read(call, params.event) };
  }

  @Handles('putReminderRules')
  async writeRules({ params, body }: In<'putReminderRules'>, call: Call): Promise<Out<'putReminderRules'>> {
    return { rules: await this.rules.write(call, params.event, body.rules) };
  }

  @Handles('checkEventTimes')
  checkTimes({ params, query }: In<'checkEventTimes'>, call: Call): Promise<Out<'checkEventTimes'>> {
    return this.times.check(call, params.event, query);
  }

  @Handles('getUnsubscribe')
  look({ params }: In<'getUnsubscribe'>): Promise<Out<'getUnsubscribe'>> {
    return this.unsubscribe.look(params.token);
  }

  @Handles('unsubscribe')
  async stop({ params }: In<'unsubscribe'>): Promise<Out<'unsubscribe'>> {
    await this.unsubscribe.stop(params.token);
  }

  /**
   * The address in the mail's header: people who open it get the page, a mail program's POST (RFC 8058) comes here.
   * No Origin is asked for, since the token is all the right that there is.
   */
  @Post('/unsubscribe/:token')
  @HttpCode(200)
  async oneClick(@Param('token') token: string): Promise<void> {
    await this.unsubscribe.stop(token);
  }
}
