import {
  Commitment,
  ReleaseAudience,
  ReleaseChangeEntity,
  ReleaseEntity,
  RoomEntity,
  RunningSessionEntity,
  RunningStepEntity,
  SessionDraftEntity,
  SessionEntity,
  SessionMaterial,
  SessionSpeaker,
  SessionStar,
  SpeakerAbsence,
  SpeakerClaim,
  SpeakerEntity,
  SpeakerPresence,
  TrackEntity,
} from '@foyer/agenda';
import { pollEntities } from '@foyer/qa';
import { EventEntity, EventGuestEntity, EventRoleEntity } from '@foyer/events';
import { AgendaOrigin, TaskEntity } from '@foyer/exchange';
import { OrganisationEntity } from '@foyer/organisations';
import {
  ContactExchange,
  MeetingAfterEntity,
  MeetingBlockEntity,
  MeetingCapEntity,
  MeetingEntity,
  MeetingExtension,
  MeetingMessage,
  MeetingForbiddenEntity,
  MeetingPerson,
  MeetingProposal,
  MeetingRequestEntity,
  MeetingSeat,
  MeetingRulesEntity,
  MeetingSlot,
  MeetingVideoEntity,
  ScheduleRunEntity,
  ScheduleWish,
} from '@foyer/meetings';
import {
  PartnerAside,
  PartnerDocument,
  PartnerTerm,
  PartnerWord,
  TopicComplement,
  TopicEntity,
  TopicName,
} from '@foyer/partners';
import { HeldAddress, Person, SignInChallenge, SignInSession } from '@foyer/people';
import { platformEntities } from '@foyer/platform';
import {
  AnnouncementEntity,
  DeskLook,
  ModerationStep,
  QaRoom,
  Question,
  QuestionFilterEntity,
  ReactionCount,
  SpeakerNoteEntity,
  Vote,
} from '@foyer/qa';
import {
  AnswerChange,
  AnswerEntity,
  Attendance,
  AttendanceKeeper,
  ConsentLog,
  ConsentWording,
  FormEntity,
  InvitationEntity,
  RegistrationEntity,
  RegistrationSettingsEntity,
  SessionPresence,
  SessionSeat,
} from '@foyer/registration';
import {
  CalendarEntry,
  CalendarFeedEntity,
  MailEntity,
  MailHost,
  MailStop,
  MessageEntity,
  ReminderEntity,
  ReminderRuleEntity,
} from '@foyer/reminders';
import { AuditEntryEntity, OutcomeResult, PeriodTargetEntity } from '@foyer/summary';

/** Every table of the house. */
export const entities = [
  ...platformEntities,
  ...[Person, SignInSession, SignInChallenge, HeldAddress],
  ...[OrganisationEntity],
  ...[EventEntity, EventRoleEntity, EventGuestEntity],
  ...[RoomEntity, TrackEntity, SessionEntity, SessionDraftEntity],
  ...[SpeakerEntity, SpeakerAbsence, SpeakerClaim, SessionSpeaker, SessionMaterial, Commitment],
  ...[ReleaseEntity, ReleaseChangeEntity, ReleaseAudience, SessionStar],
  ...[RegistrationSettingsEntity, InvitationEntity, SessionSeat],
  ...[RunningSessionEntity, SpeakerPresence, RunningStepEntity],
  ...[RegistrationEntity, Attendance, AttendanceKeeper, SessionPresence],
  ...[FormEntity, AnswerEntity, AnswerChange, ConsentWording, ConsentLog],
  ...[AnnouncementEntity, ReactionCount],
  ...[Question, Vote, QaRoom, QuestionFilterEntity, ModerationStep, DeskLook, SpeakerNoteEntity],
  ...[MeetingBlockEntity, MeetingSlot, MeetingRequestEntity, MeetingEntity, MeetingPerson],
  ...[TopicEntity, TopicName, TopicComplement, PartnerTerm, PartnerDocument, PartnerWord, PartnerAside],
  ...[MeetingAfterEntity, ContactExchange],
  ...[MeetingSeat, MeetingExtension, MeetingMessage, MeetingVideoEntity],
  ...[ScheduleRunEntity, ScheduleWish],
  ...[MeetingProposal, MeetingRulesEntity, MeetingForbiddenEntity, MeetingCapEntity],
  ...[AgendaOrigin, TaskEntity],
  ...[MailEntity, MailHost, MailStop, MessageEntity],
  ...[ReminderEntity, ReminderRuleEntity, CalendarEntry, CalendarFeedEntity],
  ...[AuditEntryEntity, OutcomeResult, PeriodTargetEntity],
  ...pollEntities,
];
