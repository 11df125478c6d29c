import { z } from 'zod';
import { Instant, Slug } from './common.js';
import type { MailKind } from './reminders.js';
import { defineRoute } from './route.js';

/** What people are reminded of. */
export const reminderKinds = [
  'event-day',
  'event-hour',
  'meeting',
  'session',
  'starred',
  'profile',
  'request',
  'follow-up',
  'feedback',
] as const;
export const ReminderKind = z.enum(reminderKinds);
export type ReminderKind = z.infer<typeof ReminderKind>;

const hour = 60;
const day = 24 * hour;

interface StandardRule {
  /** The kind of mail that tells it, which is also what a person stops. */
  mail: MailKind;
  /** Minutes between the reminder and what it is about, where the organisers have said nothing. */
  lead: number;
  least: number;
  most: number;
  /** It comes so long after what it is about, not before. */
  after?: true;
  /** It cannot wait for the end of somebody's quiet hours. */
  urgent?: true;
}

/** The rules that hold without anybody touching them. */
export const standardRules: Record<ReminderKind, StandardRule> = {
  'event-day': { mail: 'event-reminder', lead: day, least: 2 * hour, most: 30 * day },
  'event-hour': { mail: 'event-reminder', lead: hour, least: 5, most: day, urgent: true },
  meeting: { mail: 'meeting-reminder', lead: 15, least: 5, most: day, urgent: true },
  session: { mail: 'session-reminder', lead: 30, least: 5, most: 2 * day, urgent: true },
  starred: { mail: 'starred-reminder', lead: 15, least: 5, most: day, urgent: true },
  profile: { mail: 'profile-reminder', lead: 3 * day, least: 2 * hour, most: 30 * day },
  request: { mail: 'request-reminder', lead: day, least: hour, most: 7 * day },
  // On the day that the person has chosen, at nine in the morning.
  'follow-up': { mail: 'meeting-reminder', lead: 0, least: 0, most: 0, after: true },
  feedback: { mail: 'feedback-reminder', lead: 2 * hour, least: 5, most: 7 * day, after: true },
};

/** Rules of an event that its organisers may change; a follow-up is between a person and their own diary. */
export const organisersRules = [
  'event-day',
  'event-hour',
  'profile',
  'starred',
  'session',
  'meeting',
  'request',
  'feedback',
] as const satisfies readonly ReminderKind[];
export const RuleKind = z.enum(organisersRules);
export type RuleKind = z.infer<typeof RuleKind>;

const LeadMinutes = z
  .number()
  .int()
  .min(0)
  .max(30 * day);
const params = z.object({ event: Slug });

export const ReminderRule = z.object({
  kind: RuleKind,
  enabled: z.boolean(),
  leadMinutes: LeadMinutes,
  /** Whom it speaks of as things stand; of feedback, at most. */
  people: z.number().int().nonnegative(),
  /** The next moment that it counts from: the start of the event, of the next meeting, …; null where there is none. */
  next: Instant.nullable(),
});
export type ReminderRule = z.infer<typeof ReminderRule>;
const Rules = z.object({ rules: z.array(ReminderRule) });

export const getReminderRules = defineRoute(
  'GET',
  '/events/:event/reminder-rules',
  'What the event reminds people of, and when (organisers)',
  { params, answer: Rules, problems: ['not_found', 'forbidden'] },
);
/** What is not named stays. What was told already is not told again; a moment that has passed passes in silence. */
export const putReminderRules = defineRoute(
  'PUT',
  '/events/:event/reminder-rules',
  'Switch reminders on or off, or change how long before (organisers)',
  {
    params,
    body: z.object({
      rules: z
        .array(ReminderRule.pick({ kind: true, enabled: true, leadMinutes: true }))
        .max(organisersRules.length),
    }),
    answer: Rules,
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);
