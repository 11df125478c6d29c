import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { OrganisationsModule } from '@foyer/organisations';
import { PeopleModule } from '@foyer/people';
import { Module } from '@nestjs/common';
import { AnswerFiles } from './answer-files.js';
import { AnswerWriter } from './answer-writer.js';
import { AnswersService } from './answers.service.js';
import { AttendanceQueries } from './attendance.queries.js';
import { AttendanceService } from './attendance.service.js';
import { InvitationLinks } from './invitation-links.js';
import { InvitationQueries } from './invitation.queries.js';
import { Invitations } from './invitations.js';
import { InvitationsService } from './invitations.service.js';
import { ConsentLogQueries } from './consents.queries.js';
import { FormQueries } from './form.queries.js';
import { FormService } from './form.service.js';
import { MyDataService } from './my-data.service.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';
import { Admission } from './admission.js';
import { ParticipantsService } from './participants.service.js';
import { Presence } from './presence.js';
import { PresenceStream } from './presence.stream.js';
import { OwnPlaceStream, SeatsStream } from './places.streams.js';
import { RegistrationSettingsService } from './registration-settings.service.js';
import { Seats } from './seats.js';
import { SeatsService } from './seats.service.js';

const providers = [
  ...[RegistrationService, ParticipantsService, RegistrationSettingsService, RegistrationQueries, Admission],
  ...[Invitations, InvitationsService, InvitationQueries, InvitationLinks],
  ...[Seats, SeatsService, SeatsStream, OwnPlaceStream],
  ...[FormService, FormQueries, AnswersService, AnswerWriter, AnswerFiles, ConsentLogQueries, MyDataService],
  ...[AttendanceService, AttendanceQueries, Presence, PresenceStream],
];

@Module({
  imports: [PeopleModule, OrganisationsModule, EventsModule, AgendaModule],
  providers,
  exports: providers,
})
export class RegistrationModule {}
