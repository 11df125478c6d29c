import { z } from 'zod';
import { Instant, Language, LocalisedText, Page, Slug, Uuid } from './common.js';
import { ListFormat, Task } from './exchange.js';
import { download } from './files.js';
import { PollKind } from './polls.js';
import { QuestionId, QuestionMark, QuestionState, RoomRules, UsualReason } from './qa.js';
import { defineRoute } from './route.js';

/** What moderators do with questions and with the room. */
export const questionSteps = [
  ...(['approved', 'dismissed', 'answered', 'edited', 'pinned', 'unpinned'] as const),
  ...(['answering', 'not-answering', 'replied', 'merged', 'unmerged', 'undone'] as const),
  ...(['assigned', 'unassigned', 'tagged'] as const),
] as const;
export const roomSteps = ['opened', 'closed', 'by-agenda', 'rules'] as const;
export const pollSteps = [
  // A session's rating opens by itself, once the session has ended.
  ...(['poll-created', 'poll-opened', 'rating-opened', 'poll-closed', 'poll-reopened'] as const),
  ...(['poll-shown', 'poll-hidden', 'poll-deleted'] as const),
  // The event's word lists hold one by themselves.
  ...(['answer-hidden', 'answer-shown', 'answer-held'] as const),
] as const;
export const announcementSteps = ['announced', 'announcement-withdrawn'] as const;
export const logKinds = ['questions', 'room', 'announcements', 'polls'] as const;
/** What a step is about. */
export const LogKind = z.enum(logKinds);
export type LogKind = z.infer<typeof LogKind>;
export const LogStep = z.enum([...questionSteps, ...roomSteps, ...announcementSteps, ...pollSteps]);
export type LogStep = z.infer<typeof LogStep>;

/**
 * Whether nobody has taken a step: ratings open, and word lists hold, by themselves; a question stands for itself again
 * where the one that stood for it was taken back. Of any other step without an actor, their account is gone.
 */
export const isOfNobody = (step: LogStep, hasActor: boolean): boolean =>
  step === 'rating-opened' || step === 'answer-held' || (step === 'unmerged' && !hasActor);

/** A question as it was before a step. */
export const QuestionBefore = z.object({
  state: QuestionState,
  /** Null where its asker has put it otherwise since: those words are theirs to replace. */
  text: z.string().nullable(),
  reason: z.string().nullable(),
  usualReason: UsualReason.nullable(),
  reply: z.string().nullable(),
});
export type QuestionBefore = z.infer<typeof QuestionBefore>;

/** What a step has changed of a room’s rules. Steps that were kept before this was have none. */
export const RulesChange = z.object({ before: RoomRules.partial(), after: RoomRules.partial() });
export type RulesChange = z.infer<typeof RulesChange>;

/** A question that a step was about. Without words where its asker has taken it back or has erased their data. */
const LoggedQuestion = z.object({ id: QuestionId, text: z.string().nullable() });
export const LogEntry = z.object({
  /** `m12` or, of a poll, `p12`. */
  id: z.string(),
  session: Uuid,
  kind: LogKind,
  step: LogStep,
  /** Null once the account is gone. */
  actor: z.object({ id: Uuid, name: z.string() }).nullable(),
  /** By the clock on the wall, also in a rehearsal. */
  at: Instant,
  reason: z.string().nullable(),
  /** Why, where it was a usual reason. */
  usualReason: UsualReason.nullable(),
  question: LoggedQuestion.nullable(),
  /** The other question: united with, or answered until then. */
  other: LoggedQuestion.nullable(),
  before: QuestionBefore.nullable(),
  /** The question’s tags since then, of a step that has changed them. */
  tags: z.array(z.string()).nullable(),
  /** Of a step with a room’s rules. */
  rules: RulesChange.nullable(),
  /** The id of the step that this one undoes. */
  undoes: z.string().nullable(),
  announcement: z.object({ id: Uuid, texts: LocalisedText }).nullable(),
  /** `question` is null for the ready-made rating of the session, `id` once the poll is deleted. */
  poll: z.object({ id: Uuid.nullable(), kind: PollKind, question: z.string().nullable() }).nullable(),
  /** The word or text that a step with a poll was about; null where its words are not kept any more. */
  answer: z.string().nullable(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const listModerationLog = defineRoute(
  'GET',
  '/events/:event/sessions/:session/log',
  'Who moderated what and when in a session, the newest first (moderators)',
  {
    params: z.object({ event: Slug, session: Uuid }),
    query: Page.extend({ person: Uuid.optional(), kind: LogKind.optional() }),
    answer: z.object({
      entries: z.array(LogEntry),
      next: z.string().nullable(),
      /** Everybody who has done something there, for choosing. */
      people: z.array(z.object({ id: Uuid, name: z.string() })),
    }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);

const EventParam = z.object({ event: Slug });
export const exportInteractions = defineRoute(
  'POST',
  '/events/:event/exports/interactions',
  'Write questions, polls and their log into a file: of the event (organisers) or of one session (moderators)',
  {
    params: EventParam,
    body: z.object({
      /** Of this session alone; of the whole event where it is not given. */
      session: Uuid.optional(),
      /** `csv` gives an archive with a table each. */
      format: ListFormat,
      /** Of headings and words; that of the account where it is not given. */
      language: Language.optional(),
    }),
    answer: Task,
    status: 202,
    problems: ['not_found', 'forbidden', 'invalid_input', 'nothing_to_export'],
  },
);
/** Kept for a day, for who asked for it and for those who organise the event. */
export const getInteractionsExport = defineRoute(
  'GET',
  '/events/:event/exports/interactions/:export',
  'The file that was written',
  {
    params: EventParam.extend({ export: Uuid }),
    answer: download([
      ...['application/zip', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      'application/json',
    ]),
    problems: ['not_found', 'forbidden'],
  },
);

const count = z.number().int();
const InSession = z.object({
  /** The session's short name in addresses. */
  session: Slug,
});
export const ExportedQuestion = InSession.extend({
  id: QuestionId,
  text: z.string(),
  /** As it was asked, where a moderator has edited it. */
  original: z.string().nullable(),
  anonymous: z.boolean(),
  /** Null for an anonymous question, like all that could tell who asked it. */
  author: z.string().nullable(),
  /** As it was shown with the question. */
  organisation: z.string().nullable(),
  category: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  state: QuestionState,
  reason: z.string().nullable(),
  usualReason: UsualReason.nullable(),
  votes: count,
  askedAt: Instant,
  publishedAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  reply: z.string().nullable(),
  mergedInto: QuestionId.nullable(),
  pinned: z.boolean(),
  /** The speaker whom it is for, by name. */
  assigned: z.string().nullable(),
  /** Moderators’ own words for it. */
  tags: z.array(z.string()),
  /** What its asker wrote that the event’s lists hold questions for. */
  marks: z.array(QuestionMark),
});
export type ExportedQuestion = z.infer<typeof ExportedQuestion>;
export const ExportedVotes = InSession.extend({
  question: QuestionId,
  /** Given to the question itself. */
  given: count,
  /** Only by way of a question that was united with it. */
  united: count,
});
export type ExportedVotes = z.infer<typeof ExportedVotes>;
const Counted = z.object({ count, share: z.number().min(0).max(1) });
export const ExportedPoll = InSession.extend({
  id: Uuid,
  kind: PollKind,
  /** Null: the ready-made rating of the session. */
  question: z.string().nullable(),
  state: z.enum(['draft', 'open', 'closed']),
  openedAt: Instant.nullable(),
  /** How many people have answered. */
  answers: count,
  /** Shares are of those who have answered. A rating’s steps are called 1 to 5. */
  options: z.array(Counted.extend({ option: z.string() })),
  /** `hidden`: off the screens. */
  words: z.array(Counted.extend({ word: z.string(), hidden: z.boolean() })),
  /** Those on the screens. In the order of the alphabet: nothing tells who wrote which, or when. */
  texts: z.array(z.string()),
  /** Those that are off the screens, in the same order. */
  hiddenTexts: z.array(z.string()),
});
export type ExportedPoll = z.infer<typeof ExportedPoll>;
const ExportedStep = LogEntry.omit({ actor: true, session: true, kind: true }).extend({
  session: Slug,
  actor: z.string().nullable(),
});
/** All interactions of an event or of a session as JSON. */
export const InteractionsFile = z.object({
  foyer: z.literal('interactions/1'),
  exportedAt: Instant,
  event: z.object({ slug: Slug, title: LocalisedText, timeZone: z.string() }),
  /** The sessions that something is of, in the order of the programme. */
  sessions: z.array(z.object({ slug: Slug, title: LocalisedText, startsAt: Instant, endsAt: Instant })),
  questions: z.array(ExportedQuestion),
  votes: z.array(ExportedVotes),
  polls: z.array(ExportedPoll),
  /** Steps with questions and rooms, the oldest first. */
  moderation: z.array(ExportedStep.omit({ poll: true, answer: true })),
  /** Steps with polls, the oldest first. */
  pollSteps: z.array(
    ExportedStep.pick({
      ...{ id: true, session: true, step: true, actor: true, at: true },
      ...{ poll: true, answer: true },
    }),
  ),
});
export type InteractionsFile = z.infer<typeof InteractionsFile>;
