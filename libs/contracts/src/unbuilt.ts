/**
 * Declared, not built yet: boot does not ask for their handlers. Each slice takes its names out; an empty list
 * takes this file away.
 */
export const unbuilt: ReadonlySet<string> = new Set([
  // agenda
  'session.moved → reminders',
  // registration
  'registration.confirmed → reminders',
  'registration.withdrawn → reminders',
  // meetings: reminders act on them
  'meeting.requested → reminders',
  'meeting.booked → reminders',
  'meeting.cancelled → reminders',
  // reminders and mail
  'mail.queued → smtp',
  'event.moved → reminders',
  'listMails',
  'getUnsubscribe',
  'unsubscribe',
  // summary
  'summary.published → reminders',
]);
