import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { MeetingsModule } from '@foyer/meetings';
import { OrganisationsModule } from '@foyer/organisations';
import { PeopleModule } from '@foyer/people';
import { PlatformModule, type PlatformOptions } from '@foyer/platform';
import { QaModule } from '@foyer/qa';
import { SummaryModule } from '@foyer/summary';
import { RegistrationModule } from '@foyer/registration';
import { RemindersModule } from '@foyer/reminders';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AgendaController } from './agenda/agenda.controller.js';
import { EventsController } from './events/events.controller.js';
import { PeopleController } from './people/people.controller.js';
import { SummaryController } from './summary/summary.controller.js';
import { HealthController } from './health/health.controller.js';
import { ActorGuard } from './http/actor.guard.js';
import { AnswerInterceptor } from './http/answer.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { QaGateway } from './qa/qa.gateway.js';
import { MeetingPlacesController } from './meetings/meeting-places.controller.js';
import { MeetingRequestsController } from './meetings/meeting-requests.controller.js';
import { MeetingsController } from './meetings/meetings.controller.js';
import { OrganisationsController } from './organisations/organisations.controller.js';
import { AttendanceGateway } from './registration/attendance.gateway.js';
import { RegistrationController } from './registration/registration.controller.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { CommandDispatcher } from './sockets/dispatcher.js';
import { LiveGateway } from './sockets/live.gateway.js';
import { SocketsGateway } from './sockets/sockets.gateway.js';

/** The api process: doors over the rooms. */
@Module({})
export class ApiModule {
  static with(options: PlatformOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(options),
        DiscoveryModule,
        PeopleModule,
        EventsModule,
        AgendaModule,
        OrganisationsModule,
        RegistrationModule,
        QaModule,
        MeetingsModule,
        SummaryModule,
        RemindersModule,
      ],
      controllers: [
        HealthController,
        MailboxController,
        RemindersController,
        PeopleController,
        EventsController,
        AgendaController,
        MeetingsController,
        MeetingRequestsController,
        MeetingPlacesController,
        SummaryController,
        OrganisationsController,
        RegistrationController,
      ],
      providers: [
        { provide: APP_GUARD, useClass: ActorGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        CommandDispatcher,
        LiveGateway,
        AttendanceGateway,
        QaGateway,
        SocketsGateway,
      ],
    };
  }
}
