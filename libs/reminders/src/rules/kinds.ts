import type { MailKind } from '@foyer/contracts';

/**
 * What people are reminded of: an event a day and an hour before, a meeting, a session they speak in or moderate, and
 * somebody they met and wanted to get back to on a day.
 */
export const reminderKinds = ['event-day', 'event-hour', 'meeting', 'session', 'follow-up'] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** How long before the start. */
export const leadMinutes: Record<ReminderKind, number> = {
  'event-day': 24 * 60,
  'event-hour': 60,
  meeting: 15,
  session: 30,
  // What a follow-up is about begins never: it is due on its day, and still worth telling for a week.
  'follow-up': 7 * 24 * 60,
};

/** The kind of mail that tells it, which is also what a person stops. */
export const mailKindOf: Record<ReminderKind, MailKind> = {
  'event-day': 'event-reminder',
  'event-hour': 'event-reminder',
  meeting: 'meeting-reminder',
  session: 'session-reminder',
  'follow-up': 'meeting-reminder',
};
