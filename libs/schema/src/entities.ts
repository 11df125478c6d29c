import { Commitment, SessionEntity, SessionSpeaker, SpeakerEntity } from '@foyer/agenda';
import { EventEntity, EventRoleEntity } from '@foyer/events';
import { OrganisationEntity } from '@foyer/organisations';
import {
  MeetingBlockEntity,
  MeetingEntity,
  MeetingPerson,
  MeetingRequestEntity,
  MeetingSlot,
} from '@foyer/meetings';
import { Person, SignInChallenge, SignInSession } from '@foyer/people';
import { platformEntities } from '@foyer/platform';
import { ModerationStep, QaRoom, Question, Vote } from '@foyer/qa';
import { Attendance, AttendanceKeeper, RegistrationEntity } from '@foyer/registration';
import { CalendarEntry, MailEntity, MailStop, ReminderEntity } from '@foyer/reminders';

/** Every table of the house. */
export const entities = [
  ...platformEntities,
  ...[Person, SignInSession, SignInChallenge],
  ...[OrganisationEntity],
  ...[EventEntity, EventRoleEntity],
  ...[SessionEntity, SpeakerEntity, SessionSpeaker, Commitment],
  ...[RegistrationEntity, Attendance, AttendanceKeeper],
  ...[Question, Vote, QaRoom, ModerationStep],
  ...[MeetingBlockEntity, MeetingSlot, MeetingRequestEntity, MeetingEntity, MeetingPerson],
  ...[MailEntity, MailStop, ReminderEntity, CalendarEntry],
];
