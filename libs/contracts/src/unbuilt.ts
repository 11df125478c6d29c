/**
 * Declared, not built yet: boot does not ask for their handlers. Each slice takes its names out; an empty list
 * takes this file away.
 */
export const unbuilt: ReadonlySet<string> = new Set([
  // agenda
  'session.moved → reminders',
  // registration and organisations
  'searchOrganisations',
  'getMyRegistration',
  'register',
  'withdraw',
  'listParticipants',
  'session.enter',
  'session.leave',
  'registration.confirmed → reminders',
  'registration.withdrawn → reminders',
  // qa
  'questions',
  'desk',
  'ownQuestions',
  'question.ask',
  'question.withdraw',
  'question.vote',
  'question.approve',
  'question.dismiss',
  'question.answer',
  'questions.open',
  // meetings
  'listMeetingBlocks',
  'createMeetingBlock',
  'listPartners',
  'listMyMeetings',
  'requestMeeting',
  'listMutualSlots',
  'acceptRequest',
  'declineRequest',
  'withdrawRequest',
  'cancelMeeting',
  'enterMeeting',
  'rateMeeting',
  'myMeetings',
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
  'getSummary',
  'publishSummary',
  'summary.published → reminders',
]);
