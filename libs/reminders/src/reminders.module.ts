import { EventsModule } from '@foyer/events';
import { PeopleModule } from '@foyer/people';
import { Module } from '@nestjs/common';
import { Feeds } from './calendar/feeds.js';
import { PersonalCalendar } from './calendar/personal-calendar.js';
import { MailReports } from './hooks/mail-reports.service.js';
import { SnsCertificates } from './hooks/sns.js';
import { Holds } from './mail/holds.service.js';
import { MailAgain } from './mail/mail-again.service.js';
import { MailErasure } from './mail/mail-erasure.js';
import { MailHosts } from './mail/mail-hosts.js';
import { MessagePreview } from './messages/message-preview.service.js';
import { MessagesService } from './messages/messages.service.js';
import { MailLog } from './mail/mail-log.queries.js';
import { MailPruning } from './mail/mail-pruning.js';
import { Mails } from './mail/mails.service.js';
import { Postman } from './mail/postman.js';
import { Unsubscribe } from './mail/unsubscribe.js';
import { Notifications } from './notifications/notifications.service.js';
import { AppNotifier } from './notifications/notifier.js';
import { NotificationSettings } from './notifications/settings.service.js';
import { PushDevices } from './push/push-devices.service.js';
import { PushKeys } from './push/push-keys.js';
import { PushSender } from './push/push-sender.js';
import { Pushes } from './push/pushes.service.js';
import { DueReminders } from './rules/due.service.js';
import { EventRules } from './rules/event-rules.service.js';
import { ReminderRules } from './rules/rules.service.js';
import { EventMails } from './told/event-mails.js';
import { EventTimes } from './told/event-times.service.js';
import { MeetingMails } from './told/meeting-mails.js';
import { ReleaseMails } from './told/release-mails.js';
import { RegistrationMails } from './told/registration-mails.js';
import { ContactMails } from './told/contact-mails.js';
import { RequestMails } from './told/request-mails.js';
import { ScheduleMails } from './told/schedule-mails.js';
import { SpeakerMails } from './told/speaker-mails.js';

const services = [
  ...[Feeds, PersonalCalendar],
  ...[AppNotifier, Notifications, NotificationSettings],
  ...[PushKeys, PushDevices, Pushes, PushSender],
  ...[Mails, MailHosts, Postman, Unsubscribe, MailLog, MailAgain, Holds],
  ...[MailReports, SnsCertificates, MessagesService, MessagePreview],
  ...[EventMails, EventTimes, RegistrationMails, ReleaseMails],
  ...[MeetingMails, RequestMails, ContactMails, ScheduleMails, SpeakerMails],
  ...[ReminderRules, EventRules, DueReminders, MailPruning, MailErasure],
];

@Module({ imports: [EventsModule, PeopleModule], providers: services, exports: services })
export class RemindersModule {}
