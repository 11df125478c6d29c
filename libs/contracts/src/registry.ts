import type { z } from 'zod';
import * as agenda from './agenda.js';
import * as events from './events.js';
import * as live from './live.js';
import * as mailbox from './mailbox.js';
import * as meetings from './meetings.js';
import * as organisations from './organisations.js';
import * as people from './people.js';
import * as qa from './qa.js';
import * as registration from './registration.js';
import * as reminders from './reminders.js';
import * as summary from './summary.js';

/** Every REST door by its operation id. Boot refuses one without a handler, or with two. */
export const routes = {
  requestCode: people.requestCode,
  signIn: people.signIn,
  signOut: people.signOut,
  listSignInSessions: people.listSignInSessions,
  revokeSignInSession: people.revokeSignInSession,
  getMe: people.getMe,
  updateMe: people.updateMe,
  listDemoPeople: people.listDemoPeople,
  demoSignIn: people.demoSignIn,
  listEvents: events.listEvents,
  createEvent: events.createEvent,
  getEvent: events.getEvent,
  updateEvent: events.updateEvent,
  getMyPlace: events.getMyPlace,
  setEventClock: events.setEventClock,
  clearEventClock: events.clearEventClock,
  getAgenda: agenda.getAgenda,
  createSession: agenda.createSession,
  updateSession: agenda.updateSession,
  deleteSession: agenda.deleteSession,
  createSpeaker: agenda.createSpeaker,
  listCrew: agenda.listCrew,
  updateSpeaker: agenda.updateSpeaker,
  searchOrganisations: organisations.searchOrganisations,
  getMyRegistration: registration.getMyRegistration,
  register: registration.register,
  withdraw: registration.withdraw,
  listParticipants: registration.listParticipants,
  suggestTopics: registration.suggestTopics,
  listMeetingBlocks: meetings.listMeetingBlocks,
  createMeetingBlock: meetings.createMeetingBlock,
  listPartners: meetings.listPartners,
  listMyMeetings: meetings.listMyMeetings,
  requestMeeting: meetings.requestMeeting,
  listMutualSlots: meetings.listMutualSlots,
  acceptRequest: meetings.acceptRequest,
  declineRequest: meetings.declineRequest,
  withdrawRequest: meetings.withdrawRequest,
  cancelMeeting: meetings.cancelMeeting,
  enterMeeting: meetings.enterMeeting,
  rateMeeting: meetings.rateMeeting,
  listMails: reminders.listMails,
  getUnsubscribe: reminders.getUnsubscribe,
  unsubscribe: reminders.unsubscribe,
  listMailbox: mailbox.listMailbox,
  getMailboxMail: mailbox.getMailboxMail,
  getSummary: summary.getSummary,
  publishSummary: summary.publishSummary,
} as const;
export type RouteId = keyof typeof routes;

/** Every socket command by its name on the wire. Boot refuses one without a handler, or with two. */
export const commands = {
  'stream.follow': live.followStream,
  'stream.leave': live.leaveStream,
  'session.enter': registration.enterSession,
  'session.leave': registration.leaveSession,
  'question.ask': qa.askQuestion,
  'question.withdraw': qa.withdrawQuestion,
  'question.vote': qa.voteQuestion,
  'question.approve': qa.approveQuestion,
  'question.dismiss': qa.dismissQuestion,
  'question.answer': qa.answerQuestion,
  'questions.open': qa.openQuestions,
} as const;
export type CommandName = keyof typeof commands;

/** Every stream. Boot refuses one without an audience and a snapshot. */
export const streams = {
  agenda: agenda.agendaStream,
  questions: qa.questionsStream,
  desk: qa.deskStream,
  ownQuestions: qa.ownQuestionsStream,
  myMeetings: meetings.myMeetingsStream,
} as const;
export type StreamId = keyof typeof streams;

/** Every fact and who must act on it. Boot refuses a consumer without a handler, or with two. */
export const facts = {
  'code.requested': { payload: people.codeRequested, consumers: ['mail'] },
  'mail.queued': { payload: reminders.mailQueued, consumers: ['smtp'] },
  'event.moved': { payload: events.eventMoved, consumers: ['reminders'] },
  'session.moved': { payload: agenda.sessionMoved, consumers: ['reminders'] },
  'registration.confirmed': { payload: registration.registrationConfirmed, consumers: ['reminders'] },
  'registration.withdrawn': {
    payload: registration.registrationWithdrawn,
    consumers: ['reminders', 'meetings'],
  },
  'meeting.requested': { payload: meetings.meetingRequested, consumers: ['reminders'] },
  'meeting.booked': { payload: meetings.meetingBooked, consumers: ['reminders'] },
  'meeting.cancelled': { payload: meetings.meetingCancelled, consumers: ['reminders'] },
  'summary.published': { payload: summary.summaryPublished, consumers: ['reminders'] },
} as const satisfies Record<string, { payload: z.ZodType; consumers: readonly [string, ...string[]] }>;
export type FactName = keyof typeof facts;
export type FactPayload<F extends FactName> = z.output<(typeof facts)[F]['payload']>;
export type FactConsumer<F extends FactName> = (typeof facts)[F]['consumers'][number];
