import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { MailLog } from './mail/mail-log.queries.js';
import { Mails } from './mail/mails.service.js';
import { Postman } from './mail/postman.js';
import { Unsubscribe } from './mail/unsubscribe.js';
import { DueReminders } from './rules/due.service.js';
import { ReminderRules } from './rules/rules.service.js';
import { MeetingMails } from './told/meeting-mails.js';
import { RegistrationMails } from './told/registration-mails.js';

const services = [
  ...[Mails, Postman, Unsubscribe, MailLog],
  ...[RegistrationMails, MeetingMails],
  ...[ReminderRules, DueReminders],
];

@Module({ imports: [EventsModule], providers: services, exports: services })
export class RemindersModule {}
