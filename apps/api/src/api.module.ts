import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { MeetingsModule } from '@foyer/meetings';
import { OrganisationsModule } from '@foyer/organisations';
import { ExchangeModule } from '@foyer/exchange';
import { PartnersModule } from '@foyer/partners';
import { PeopleModule } from '@foyer/people';
import { PlatformModule, type PlatformOptions } from '@foyer/platform';
import { GuestModule, PollModule, QaModule, SignsModule } from '@foyer/qa';
import { SummaryModule } from '@foyer/summary';
import { RegistrationModule } from '@foyer/registration';
import { RemindersModule } from '@foyer/reminders';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AgendaController } from './agenda/agenda.controller.js';
import { DraftController } from './agenda/draft.controller.js';
import { MaterialsController } from './agenda/materials.controller.js';
import { OwnSpeakerController } from './agenda/own-speaker.controller.js';
import { SpeakersController } from './agenda/speakers.controller.js';
import { ReleaseController } from './agenda/release.controller.js';
import { EventsController } from './events/events.controller.js';
import { PasskeysController } from './people/passkeys.controller.js';
import { IdentitiesController } from './people/identities.controller.js';
import { AddressController } from './people/address.controller.js';
import { PeopleController } from './people/people.controller.js';
import { FunnelController } from './summary/funnel.controller.js';
import { OverviewController } from './summary/overview.controller.js';
import { PeriodController } from './summary/period.controller.js';
import { RecapController } from './summary/recap.controller.js';
import { ReportController } from './summary/report.controller.js';
import { SummaryController } from './summary/summary.controller.js';
import { ExchangeController } from './exchange/exchange.controller.js';
import { FilesController } from './files/files.controller.js';
import { Draining } from './health/draining.js';
import { HealthController } from './health/health.controller.js';
import { ActorGuard } from './http/actor.guard.js';
import { AnswerInterceptor } from './http/answer.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { UploadInterceptor } from './http/upload.interceptor.js';
import { MailboxController } from './mailbox/mailbox.controller.js';
import { ModerationLogController } from './qa/moderation-log.controller.js';
import { QuestionToolsController } from './qa/question-tools.controller.js';
import { JoinController } from './qa/join.controller.js';
import { PollGateway } from './qa/poll.gateway.js';
import { AnnouncementsController } from './qa/announcements.controller.js';
import { ReactionGateway } from './qa/reaction.gateway.js';
import { DeskGateway } from './qa/desk.gateway.js';
import { SpeakerNoteGateway } from './qa/speaker-note.gateway.js';
import { QaGateway } from './qa/qa.gateway.js';
import { MeetingBlocksController } from './meetings/meeting-blocks.controller.js';
import { MeetingPlacesController } from './meetings/meeting-places.controller.js';
import { AfterController } from './meetings/after.controller.js';
import { MeetingPeopleController } from './meetings/meeting-people.controller.js';
import { MeetingRulesController } from './meetings/meeting-rules.controller.js';
import { MeetingRequestsController } from './meetings/meeting-requests.controller.js';
import { MeetingRoomController } from './meetings/meeting-room.controller.js';
import { MeetingRequestsGateway } from './meetings/meeting-requests.gateway.js';
import { MeetingRoomGateway } from './meetings/meeting-room.gateway.js';
import { MeetingTimesController } from './meetings/meeting-times.controller.js';
import { MeetingsController } from './meetings/meetings.controller.js';
import { ScheduleController } from './meetings/schedule.controller.js';
import { EventPages } from './pages/event-pages.js';
import { HomePages } from './pages/home-pages.js';
import { SummaryPages } from './pages/summary-pages.js';
import { PartnersController } from './partners/partners.controller.js';
import { TopicsController } from './partners/topics.controller.js';
import { OrganisationsController } from './organisations/organisations.controller.js';
import { AttendanceGateway } from './registration/attendance.gateway.js';
import { InvitationsController } from './registration/invitations.controller.js';
import { PlacesController } from './registration/places.controller.js';
import { FormController } from './registration/form.controller.js';
import { RegistrationController } from './registration/registration.controller.js';
import { CalendarController } from './reminders/calendar.controller.js';
import { MessagesController } from './reminders/messages.controller.js';
import { PushController } from './reminders/push.controller.js';
import { NotificationsController } from './reminders/notifications.controller.js';
import { RemindersController } from './reminders/reminders.controller.js';
import { RunningController } from './running/running.controller.js';
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
        PlatformModule.with({ ...options, answers: true }),
        DiscoveryModule,
        PeopleModule,
        EventsModule,
        AgendaModule,
        OrganisationsModule,
        RegistrationModule,
        QaModule,
        PollModule,
        SignsModule,
        GuestModule,
        MeetingsModule,
        PartnersModule,
        SummaryModule,
        RemindersModule,
        ExchangeModule,
      ],
      controllers: [
        HealthController,
        FilesController,
        MailboxController,
        CalendarController,
        ...[RemindersController, MessagesController],
        ...[NotificationsController, PushController, PeopleController, AddressController],
        EventsController,
        AgendaController,
        SpeakersController,
        OwnSpeakerController,
        MaterialsController,
        RunningController,
        DraftController,
        ReleaseController,
        MeetingsController,
        MeetingPeopleController,
        MeetingRulesController,
        ScheduleController,
        MeetingRequestsController,
        AfterController,
        MeetingPlacesController,
        MeetingRoomController,
        PartnersController,
        TopicsController,
        PasskeysController,
        IdentitiesController,
        MeetingBlocksController,
        MeetingTimesController,
        OverviewController,
        FunnelController,
        SummaryController,
        ReportController,
        RecapController,
        PeriodController,
        OrganisationsController,
        RegistrationController,
        PlacesController,
        InvitationsController,
        ExchangeController,
        FormController,
        JoinController,
        AnnouncementsController,
        ModerationLogController,
        QuestionToolsController,
      ],
      providers: [
        { provide: APP_GUARD, useClass: ActorGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: UploadInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        Draining,
        EventPages,
        HomePages,
        SummaryPages,
        CommandDispatcher,
        LiveGateway,
        AttendanceGateway,
        DeskGateway,
        SpeakerNoteGateway,
        QaGateway,
        PollGateway,
        ReactionGateway,
        MeetingRequestsGateway,
        MeetingRoomGateway,
        SocketsGateway,
      ],
    };
  }
}
