import { z } from 'zod';
import { SessionDetails } from './agenda.js';
import { AgendaConflict, SessionField } from './agenda-editor.js';
import { Instant, Language, line, LocalisedText, Slug, Uuid } from './common.js';
import { defineRoute } from './route.js';

export const changeKinds = ['added', 'moved', 'changed', 'removed'] as const;

/** What a release does to one session. */
export const ReleaseChange = z.object({
  /** `moved`: its times, perhaps other things, too; `changed`: anything else. */
  kind: z.enum(changeKinds),
  session: Uuid,
  slug: Slug,
  /** As it is called from then on; as it was called where it is removed. */
  title: LocalisedText,
  startsAt: Instant,
  endsAt: Instant,
  /** What is not as it was; empty where it is added or removed. */
  fields: z.array(SessionField),
  before: SessionDetails.partial(),
  after: SessionDetails.partial(),
});
export type ReleaseChange = z.infer<typeof ReleaseChange>;

/** What the ids in changes were called at the time: rooms and tracks may be gone later. */
export const ChangeNames = z.object({
  rooms: z.record(Uuid, LocalisedText),
  tracks: z.record(Uuid, LocalisedText),
  speakers: z.record(Uuid, z.string()),
});
export type ChangeNames = z.infer<typeof ChangeNames>;

/** What a release is called, one line a language: in the event's first at best, which readers fall back to. */
const ReleaseName = z
  .partialRecord(Language, line(120))
  .refine((name) => Object.keys(name).length > 0, { error: 'a name in one language at least' });

/** A release of the agenda, without what it changed. */
export const ReleaseHead = z.object({
  /** Counted from 1 within the event. */
  number: z.number().int().positive(),
  name: LocalisedText,
  note: LocalisedText.nullable(),
  releasedAt: Instant,
  /** How many changes there are of each kind. */
  counts: z.record(z.enum(changeKinds), z.number().int().nonnegative()),
});
export type ReleaseHead = z.infer<typeof ReleaseHead>;

/** A release with its changelog. */
export const Release = ReleaseHead.extend({ changes: z.array(ReleaseChange), names: ChangeNames });
export type Release = z.infer<typeof Release>;

/** A meeting that somebody of the stage has accepted and that a release would fall upon. */
export const ClashingMeeting = z.object({
  meeting: Uuid,
  session: Uuid,
  speaker: z.object({ id: Uuid, name: z.string() }),
  /** Who else is in it, by name. */
  others: z.array(z.string()),
  startsAt: Instant,
  endsAt: Instant,
});
export type ClashingMeeting = z.infer<typeof ClashingMeeting>;

/** What the next release would do. */
export const ReleasePreview = z.object({
  /** Stands for exactly these changes: a release names it, and is refused where they are others by then. */
  revision: z.string(),
  /** The last release; null where there is none yet. */
  since: ReleaseHead.nullable(),
  changes: z.array(ReleaseChange),
  names: ChangeNames,
  /** Everything that does not fit in the agenda as it would be; what blocks comes first. */
  conflicts: z.array(AgendaConflict),
  affected: z.object({
    /** Speakers and moderators of the sessions that change, and how many of them have an account. */
    speakers: z.number().int().nonnegative(),
    accounts: z.number().int().nonnegative(),
    meetings: z.array(ClashingMeeting),
  }),
});
export type ReleasePreview = z.infer<typeof ReleasePreview>;

const EventParam = z.object({ event: Slug });

export const previewRelease = defineRoute(
  'GET',
  '/events/:event/releases/preview',
  'What the next release of the agenda would change',
  { params: EventParam, answer: ReleasePreview, problems: ['not_found', 'forbidden'] },
);
/**
 * Puts the draft into force, all of it or nothing. `conflict`: the draft is not what was previewed any more;
 * `release_blocked`: somebody's clock holds something else, named in the problem; `person_busy`: so it became
 * at this very moment.
 */
export const createRelease = defineRoute('POST', '/events/:event/releases', 'Release the agenda', {
  params: EventParam,
  body: z.object({
    name: ReleaseName,
    note: LocalisedText.nullable().default(null),
    /** Of the preview that was agreed to. */
    revision: z.string().max(64),
  }),
  answer: Release,
  status: 201,
  problems: ['not_found', 'forbidden', 'invalid_input', 'conflict', 'release_blocked', 'person_busy'],
});
export const listReleases = defineRoute(
  'GET',
  '/events/:event/releases',
  'Releases of the agenda, newest first',
  {
    access: 'anyone',
    params: EventParam,
    answer: z.object({ releases: z.array(ReleaseHead) }),
    problems: ['not_found'],
  },
);
/** With its changelog as everybody may see it: without sessions for organisers alone. */
export const getRelease = defineRoute(
  'GET',
  '/events/:event/releases/:number',
  'What a release has changed',
  {
    access: 'anyone',
    params: EventParam.extend({ number: z.coerce.number().int().positive().max(1_000_000) }),
    answer: Release,
    problems: ['not_found'],
  },
);

/** The draft was put into force: those whom it affects are told. */
export const agendaReleased = z.object({ event: Uuid, release: Uuid });
