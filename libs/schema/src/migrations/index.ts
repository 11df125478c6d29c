import { Migration0001Foundation } from './0001-foundation.js';
import { Migration0002AgendaAndRegistration } from './0002-agenda-and-registration.js';
import { Migration0003SignIn } from './0003-sign-in.js';
import { Migration0004Stage } from './0004-stage.js';
import { Migration0005Mailbox } from './0005-mailbox.js';
import { Migration0006Questions } from './0006-questions.js';
import { Migration0007Meetings } from './0007-meetings.js';
import { Migration0008Registration } from './0008-registration.js';
import { Migration0009MailAndReminders } from './0009-mail-and-reminders.js';

/** In the order in which they run. A migration that has been released never changes. */
export const migrations = [
  { name: '0001-foundation', class: Migration0001Foundation },
  { name: '0002-agenda-and-registration', class: Migration0002AgendaAndRegistration },
  { name: '0003-sign-in', class: Migration0003SignIn },
  { name: '0004-stage', class: Migration0004Stage },
  { name: '0005-mailbox', class: Migration0005Mailbox },
  { name: '0006-questions', class: Migration0006Questions },
  { name: '0007-meetings', class: Migration0007Meetings },
  { name: '0008-registration', class: Migration0008Registration },
  { name: '0009-mail-and-reminders', class: Migration0009MailAndReminders },
];
