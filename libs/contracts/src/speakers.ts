import { z } from 'zod';
import { CountryCode, Email, Instant, line, LocalisedText, LongText, Slug, text, Uuid } from './common.js';
import { WebAddress } from './events.js';
import { download, images, upload } from './files.js';
import { defineRoute, Nothing } from './route.js';

/** Somebody on the agenda's stage: speaks in sessions, moderates them, or both. */
export const Speaker = z.object({
  id: Uuid,
  /** Stable within the event, also across imports. */
  slug: Slug,
  name: z.string(),
  /** The same name in other scripts, by the language of who reads it. */
  names: LocalisedText.nullable(),
  /** "Executive director". */
  jobTitle: LocalisedText.nullable(),
  organisation: z.string().nullable(),
  country: CountryCode.nullable(),
  biography: LongText.nullable(),
  /** A public picture: `filePath(photo, 'small')`. */
  photo: Uuid.nullable(),
  /** Where there is more about them. */
  links: z.array(WebAddress).max(6),
});
export type Speaker = z.infer<typeof Speaker>;

/** What speakers say of themselves. */
export const SpeakerProfile = z.object({
  name: line(120),
  names: LocalisedText.nullable(),
  jobTitle: LocalisedText.nullable(),
  organisation: line(200).nullable(),
  country: CountryCode.nullable(),
  biography: LongText.nullable(),
  links: z.array(WebAddress).max(6),
});
export type SpeakerProfile = z.infer<typeof SpeakerProfile>;

const SpeakerDetails = SpeakerProfile.extend({
  /**
   * The account that speaks, where there is one: its sessions then stand in that person's clock, and it gets the
   * event's role of a speaker or moderator. Never shown on the agenda.
   */
  email: Email.nullable(),
});

/** A time in which somebody cannot be there. */
export const AbsentTime = z
  .object({ startsAt: Instant, endsAt: Instant })
  .refine(({ startsAt, endsAt }) => new Date(endsAt) > new Date(startsAt), {
    error: 'must be after the start',
    path: ['endsAt'],
  });
export type AbsentTime = z.infer<typeof AbsentTime>;
const Absences = z.object({ absences: z.array(AbsentTime).max(50) });

/** What a speaker has changed, waiting for the organisers: the fields that differ from what is shown. */
export const PendingEdit = z.object({
  /** Names this very edit: what has changed since is not decided on unseen. */
  at: Instant,
  profile: SpeakerProfile.partial(),
  /** `new`: a picture waits; `gone`: none is wanted any more. */
  photo: z.enum(['new', 'gone']).nullable(),
});
export type PendingEdit = z.infer<typeof PendingEdit>;

/** `unknown`: nobody's address is known; `invited`: the mail is out; `claimed`: the speaker keeps it. */
export const claimStates = ['unknown', 'unclaimed', 'invited', 'claimed'] as const;
export const ClaimState = z.enum(claimStates);
export type ClaimState = z.infer<typeof ClaimState>;

/** A speaker as organisers see it. */
export const ListedSpeaker = Speaker.extend({
  email: Email.nullable(),
  claim: ClaimState,
  /** When the last mail went out. */
  invitedAt: Instant.nullable(),
  /** Sessions of the working agenda that name this person. */
  sessions: z.number().int(),
  absences: z.array(AbsentTime),
  pending: PendingEdit.nullable(),
});
export type ListedSpeaker = z.infer<typeof ListedSpeaker>;

const EventParam = z.object({ event: Slug });
const SpeakerParam = EventParam.extend({ speaker: Slug });
const organising = ['not_found', 'forbidden'] as const;

export const listSpeakers = defineRoute('GET', '/events/:event/speakers', 'Speakers, for organisers', {
  params: EventParam,
  answer: z.object({
    speakers: z.array(ListedSpeaker),
    /** Whether speakers' own edits wait for the organisers. */
    review: z.boolean(),
  }),
  problems: organising,
});
export const createSpeaker = defineRoute('POST', '/events/:event/speakers', 'Add a speaker', {
  params: EventParam,
  body: SpeakerDetails.partial().required({ name: true }).extend({
    /** Made from the name where it is not given. */
    slug: Slug.optional(),
  }),
  answer: Speaker,
  status: 201,
  problems: [...organising, 'conflict'],
});
export const updateSpeaker = defineRoute('PATCH', '/events/:event/speakers/:speaker', 'Change a speaker', {
  params: SpeakerParam,
  body: SpeakerDetails.partial(),
  answer: Speaker,
  problems: [...organising, 'person_busy'],
});
export const deleteSpeaker = defineRoute(
  'DELETE',
  '/events/:event/speakers/:speaker',
  'Remove a speaker whom no session names',
  { params: SpeakerParam, answer: Nothing, problems: [...organising, 'speaker_named'] },
);
export const putSpeakerPhoto = defineRoute(
  'PUT',
  '/events/:event/speakers/:speaker/photo',
  'Give a speaker a picture',
  {
    params: SpeakerParam,
    body: upload(images),
    answer: Speaker,
    problems: [...organising, 'image_too_large'],
  },
);
export const deleteSpeakerPhoto = defineRoute(
  'DELETE',
  '/events/:event/speakers/:speaker/photo',
  'Take the picture away',
  { params: SpeakerParam, answer: Speaker, problems: organising },
);
export const putSpeakerAbsences = defineRoute(
  'PUT',
  '/events/:event/speakers/:speaker/absences',
  'When a speaker cannot be there',
  { params: SpeakerParam, body: Absences, answer: Absences, problems: organising },
);
export const putSpeakerReview = defineRoute(
  'PUT',
  '/events/:event/speaker-review',
  'Whether speakers’ own edits wait for the organisers',
  {
    params: EventParam,
    body: z.object({ review: z.boolean() }),
    answer: z.object({ review: z.boolean() }),
    problems: organising,
  },
);
export const inviteSpeakers = defineRoute(
  'POST',
  '/events/:event/speaker-claims',
  'Mail speakers a link to claim their profiles',
  {
    params: EventParam,
    body: z.object({
      /** Ids; null: all with an address who have not claimed theirs. */
      speakers: z.array(Uuid).max(500).nullable(),
    }),
    answer: z.object({ invited: z.number().int() }),
    problems: organising,
  },
);
export const reviewSpeaker = defineRoute(
  'POST',
  '/events/:event/speakers/:speaker/review',
  'Take over what a speaker has changed, or turn it down',
  {
    params: SpeakerParam,
    body: z.object({
      accept: z.boolean(),
      /** Of the edit that was looked at. */
      at: Instant,
      /** To the speaker, by mail. */
      note: text(1_000).nullable().default(null),
    }),
    answer: Speaker,
    problems: [...organising, 'conflict'],
  },
);
export const getPendingPhoto = defineRoute(
  'GET',
  '/events/:event/speakers/:speaker/pending-photo',
  'The picture that waits for the organisers',
  { params: SpeakerParam, answer: download(['image/webp']), problems: organising },
);

/** Who of the speakers and moderators has an account, and at which address: for organisers alone. */
export const listCrew = defineRoute('GET', '/events/:event/crew', 'Accounts of speakers and moderators', {
  params: EventParam,
  answer: z.object({
    crew: z.array(z.object({ speaker: Uuid, name: z.string(), email: Email.nullable() })),
  }),
  problems: organising,
});

/** My own profile in an event, as it is shown, and what of mine still waits. */
export const OwnSpeaker = z.object({
  speaker: Speaker,
  pending: PendingEdit.nullable(),
  review: z.boolean(),
  absences: z.array(AbsentTime),
});
export type OwnSpeaker = z.infer<typeof OwnSpeaker>;

const mine = { params: EventParam, answer: OwnSpeaker, problems: ['not_found'] } as const;
export const getMySpeaker = defineRoute('GET', '/events/:event/me/speaker', 'My profile as a speaker', mine);
export const updateMySpeaker = defineRoute('PATCH', '/events/:event/me/speaker', 'Change my profile', {
  ...mine,
  body: SpeakerProfile.partial(),
});
export const putMyPhoto = defineRoute('PUT', '/events/:event/me/speaker/photo', 'Change my picture', {
  ...mine,
  body: upload(images),
  problems: ['not_found', 'image_too_large'],
});
export const deleteMyPhoto = defineRoute(
  'DELETE',
  '/events/:event/me/speaker/photo',
  'Take my picture away',
  mine,
);
export const getMyPendingPhoto = defineRoute(
  'GET',
  '/events/:event/me/speaker/pending-photo',
  'My picture that waits for the organisers',
  { params: EventParam, answer: download(['image/webp']), problems: ['not_found'] },
);
export const discardMyEdit = defineRoute(
  'DELETE',
  '/events/:event/me/speaker/pending',
  'Take back what of mine still waits',
  mine,
);
export const putMyAbsences = defineRoute(
  'PUT',
  '/events/:event/me/speaker/absences',
  'When I cannot be there',
  {
    ...mine,
    body: Absences,
  },
);

const ClaimParam = z.object({ token: z.string().min(20).max(200) });
/** Opening the link changes nothing, whoever prefetches it. */
export const getClaim = defineRoute('GET', '/speaker-claims/:token', 'What this link offers', {
  access: 'anyone',
  params: ClaimParam,
  answer: z.object({
    event: z.object({ slug: Slug, title: LocalisedText }),
    name: z.string(),
    /** Where the mail went. */
    email: Email,
  }),
  problems: ['not_found'],
});
export const claimSpeaker = defineRoute('POST', '/speaker-claims/:token', 'Make this profile mine', {
  params: ClaimParam,
  body: z.object({
    /** Said on purpose by whoever claims it with another account than the one that the mail went to. */
    otherAccount: z.boolean().default(false),
  }),
  answer: z.object({ event: Slug }),
  problems: ['not_found', 'claim_other_account', 'person_busy'],
});

/** A mail with a link to claim a profile is wanted. */
export const speakersInvited = z.object({ event: Uuid, claims: z.array(Uuid).min(1).max(500) });
/** The organisers have decided on what a speaker had changed. */
export const speakerReviewed = z.object({
  event: Uuid,
  speaker: Uuid,
  /** Tells one decision from the next. */
  at: Instant,
  accepted: z.boolean(),
  note: z.string().nullable(),
});
