import { EventsModule } from '@foyer/events';
import { MeetingsModule } from '@foyer/meetings';
import { PartnersModule } from '@foyer/partners';
import { ExchangeModule } from '@foyer/exchange';
import { PeopleModule } from '@foyer/people';
import { PlatformModule, type PlatformOptions } from '@foyer/platform';
import { GuestModule, PollModule } from '@foyer/qa';
import { RegistrationModule } from '@foyer/registration';
import { RemindersModule } from '@foyer/reminders';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { MailboxReceiver } from './mailbox/mailbox.receiver.js';
import { TasksHandler } from './exchange/tasks.handler.js';
import { CodeMailHandler } from './people/code-mail.handler.js';
import { Pruning } from './platform/pruning.js';
import { PruneHandler } from './live/prune.handler.js';
import { RatingsHandler } from './qa/ratings.handler.js';
import { PartnersHandler } from './partners/partners.handler.js';
import { MeetingsHandler } from './meetings/meetings.handler.js';
import { ScheduleHandler } from './meetings/schedule.handler.js';
import { LimitsHandler } from './limits/limits.handler.js';
import { GuestsHandler } from './qa/guests.handler.js';
import { AttendanceHandler } from './registration/attendance.handler.js';
import { SeatsHandler } from './registration/seats.handler.js';
import { MailHandler } from './reminders/mail.handler.js';
import { PushHandler } from './reminders/push.handler.js';
import { RemindersHandler } from './reminders/reminders.handler.js';
import { RequestsHandler } from './reminders/requests.handler.js';
import { WorkerLifecycle } from './worker.lifecycle.js';

/** The worker process: acts on facts, wakes what is due. No public port. */
@Module({})
export class WorkerModule {
  static with(options: PlatformOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.with(options),
        DiscoveryModule,
        PeopleModule,
        EventsModule,
        MeetingsModule,
        PartnersModule,
        RegistrationModule,
        RemindersModule,
        ExchangeModule,
        PollModule,
        GuestModule,
      ],
      providers: [
        ...[WorkerLifecycle, PruneHandler, MailboxReceiver, Pruning],
        CodeMailHandler,
        TasksHandler,
        MailHandler,
        PushHandler,
        RemindersHandler,
        RequestsHandler,
        MeetingsHandler,
        PartnersHandler,
        ScheduleHandler,
        LimitsHandler,
        AttendanceHandler,
        SeatsHandler,
        RatingsHandler,
        GuestsHandler,
      ],
    };
  }
}
