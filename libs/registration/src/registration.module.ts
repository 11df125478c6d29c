import { EventsModule } from '@foyer/events';
import { OrganisationsModule } from '@foyer/organisations';
import { PeopleModule } from '@foyer/people';
import { Module } from '@nestjs/common';
import { AttendanceService } from './attendance.service.js';
import { Invitations } from './invitations.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';

const providers = [RegistrationService, Invitations, RegistrationQueries, AttendanceService];

@Module({ imports: [PeopleModule, OrganisationsModule, EventsModule], providers, exports: providers })
export class RegistrationModule {}
