export {
  languages,
  Language,
  LocalisedText,
  Instant,
  TimeZone,
  CountryCode,
  Uuid,
  Slug,
  Email,
  line,
  text,
  Page,
} from './common.js';
export { countryCodes } from './countries.js';
export { Nothing, defineRoute } from './route.js';
export type {
  Method,
  Access,
  Route,
  AnyRoute,
  RouteInput,
  RouteParsed,
  RouteResult,
  RouteAnswer,
} from './route.js';
export { defineCommand, CommandEnvelope, Ack } from './command.js';
export type { Command } from './command.js';
export { problems, problemCodes, ProblemDocument } from './problems.js';
export type { ProblemCode, ProblemParams } from './problems.js';
export {
  StreamChange,
  StreamPush,
  StreamStart,
  defineStream,
  streamName,
  mergeChanges,
  applyChange,
} from './stream.js';
export type { Stream, StreamState } from './stream.js';
export { followStream, leaveStream, pushes } from './live.js';
export {
  Me,
  requestCode,
  signIn,
  signOut,
  SignInSession,
  listSignInSessions,
  revokeSignInSession,
  getMe,
  updateMe,
  DemoPerson,
  listDemoPeople,
  demoSignIn,
  codeRequested,
} from './people.js';
export {
  eventRoles,
  EventRole,
  Category,
  Event,
  EventClock,
  listEvents,
  createEvent,
  getEvent,
  updateEvent,
  getMyPlace,
  setEventClock,
  eventMoved,
  clearEventClock,
} from './events.js';
export {
  sessionKinds,
  SessionKind,
  Speaker,
  Session,
  Agenda,
  getAgenda,
  createSession,
  updateSession,
  deleteSession,
  createSpeaker,
  listCrew,
  updateSpeaker,
  agendaStream,
  sessionMoved,
} from './agenda.js';
export { EventFile, LocalTime, optionalPersonColumns, personColumns, PersonRow } from './event-file.js';
export { Organisation, searchOrganisations } from './organisations.js';
export {
  registrationStates,
  RegistrationState,
  RegistrationForm,
  Registration,
  getMyRegistration,
  register,
  withdraw,
  Participant,
  listParticipants,
  suggestTopics,
  Partner,
  enterSession,
  leaveSession,
  registrationConfirmed,
  registrationWithdrawn,
} from './registration.js';
export {
  questionStates,
  QuestionState,
  QuestionId,
  PublicQuestion,
  DeskQuestion,
  OwnQuestion,
  RoomState,
  questionsStream,
  deskStream,
  ownQuestionsStream,
  askQuestion,
  withdrawQuestion,
  voteQuestion,
  approveQuestion,
  dismissQuestion,
  answerQuestion,
  openQuestions,
} from './qa.js';
export {
  MeetingBlock,
  Slot,
  slotTimes,
  maxSlots,
  Promised,
  enterMinutesBefore,
  requestStates,
  RequestState,
  MeetingRequest,
  meetingStates,
  MeetingState,
  outcomes,
  Outcome,
  Meeting,
  listMeetingBlocks,
  createMeetingBlock,
  PartnerSuggestion,
  listPartners,
  listMyMeetings,
  requestMeeting,
  listMutualSlots,
  acceptRequest,
  declineRequest,
  withdrawRequest,
  cancelMeeting,
  enterMeeting,
  rateMeeting,
  myMeetingsStream,
  meetingRequested,
  meetingBooked,
  meetingCancelled,
} from './meetings.js';
export {
  mailKinds,
  MailKind,
  mailStates,
  Mail,
  mailQueued,
  listMails,
  getUnsubscribe,
  unsubscribe,
} from './reminders.js';
export { ReceivedMail, listMailbox, getMailboxMail } from './mailbox.js';
export { Summary, getSummary, publishSummary, summaryPublished } from './summary.js';
export { routes, commands, streams, facts } from './registry.js';
export type { RouteId, CommandName, StreamId, FactName, FactPayload, FactConsumer } from './registry.js';
