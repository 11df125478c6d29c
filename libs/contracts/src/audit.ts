import { z } from 'zod';
import { Instant, Page, Slug, Uuid } from './common.js';
import { defineRoute } from './route.js';

/** What a deed is about. */
export const auditAreas = [
  ...(['event', 'programme', 'people', 'questions', 'meetings', 'files', 'results'] as const),
  ...(['roles', 'signIn'] as const),
] as const;
export const AuditArea = z.enum(auditAreas);
export type AuditArea = z.infer<typeof AuditArea>;

/** What was done, as far as one word says it; the door by its name says the rest. */
export const auditVerbs = [
  'changed',
  'removed',
  'exported',
  'given',
  'taken',
  'signedIn',
  'signedOut',
] as const;
export const AuditVerb = z.enum(auditVerbs);
export type AuditVerb = z.infer<typeof AuditVerb>;

export const AuditEntry = z.object({
  id: z.string(),
  /** By the clock on the wall, also in a rehearsal. */
  at: Instant,
  area: AuditArea,
  verb: AuditVerb,
  /** The door that it came through (`createRelease`), a step of a moderator, or a role. */
  action: z.string(),
  /** Who; null where it was the house itself or the account is gone. Without a name where they had themselves erased. */
  actor: z.object({ id: Uuid, name: z.string() }).nullable(),
  /** The person, session or speaker that it was about, where there is one that may still be named. */
  subject: z.string().nullable(),
  /** What the program called itself; empty for a program that said nothing. */
  client: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const listAuditLog = defineRoute(
  'GET',
  '/events/:event/audit-log',
  'Who did what and when, the newest first (organisers)',
  {
    params: z.object({ event: Slug }),
    query: Page.extend({ person: Uuid.optional(), area: AuditArea.optional() }),
    answer: z.object({
      entries: z.array(AuditEntry),
      next: z.string().nullable(),
      /** Everybody who has done something, for choosing. */
      people: z.array(z.object({ id: Uuid, name: z.string() })),
    }),
    problems: ['not_found', 'forbidden', 'invalid_input'],
  },
);
