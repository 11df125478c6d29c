import type { LocalisedText, PendingEdit } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { FileEntity } from '@foyer/platform';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { SessionEntity } from './session.entity.js';

/** Somebody who speaks at an event or moderates there; an account only once it is claimed. */
export const SpeakerEntity = defineEntity({
  name: 'Speaker',
  tableName: 'speaker',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('speaker_person'),
    /** Stable within the event, also across imports. */
    slug: p.string().length(80),
    name: p.text(),
    jobTitle: p.json<LocalisedText>().nullable(),
    organisation: p.text().nullable(),
    country: p.string().length(2).nullable(),
    biography: p.json<LocalisedText>().nullable(),
    /** The name in other scripts. */
    names: p.json<LocalisedText>().nullable(),
    links: p.json<string[]>().defaultRaw(`'[]'`),
    /** Pictures go with this row: a trigger sees to it. */
    photo: () => p.manyToOne(FileEntity).mapToPk().nullable().deleteRule('set null').index('speaker_photo'),
    /** What the speaker has changed and organisers have not decided on. */
    pending: p.json<PendingEdit>().nullable(),
    pendingPhoto: () =>
      p.manyToOne(FileEntity).mapToPk().nullable().deleteRule('set null').index('speaker_pending_photo'),
    /** Since when the account keeps the profile itself. */
    claimedAt: p.datetime().nullable(),
    /** When a mail to claim it was last asked for. */
    invitedAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'speaker_slug', properties: ['event', 'slug'] }],
});
export type SpeakerEntity = InferEntity<typeof SpeakerEntity>;

export const stageRoles = ['speaker', 'moderator'] as const;

/** Who speaks in a session and who moderates it, each in order. */
export const SessionSpeaker = defineEntity({
  name: 'SessionSpeaker',
  tableName: 'session_speaker',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    speaker: () =>
      p.manyToOne(SpeakerEntity).mapToPk().primary().deleteRule('cascade').index('session_speaker_speaker'),
    /** A moderator may speak, too. */
    role: p.enum(stageRoles).primary().default('speaker'),
    position: p.integer(),
  },
});
export type SessionSpeaker = InferEntity<typeof SessionSpeaker>;

/** When somebody of the stage cannot be there: organisers are warned. */
export const SpeakerAbsence = defineEntity({
  name: 'SpeakerAbsence',
  tableName: 'speaker_absence',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    speaker: () =>
      p.manyToOne(SpeakerEntity).mapToPk().deleteRule('cascade').index('speaker_absence_speaker'),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
  },
  checks: [{ name: 'speaker_absence_ends_after_start', expression: 'ends_at > starts_at' }],
});
export type SpeakerAbsence = InferEntity<typeof SpeakerAbsence>;

/** A link by which a speaker claims the profile: one of these, once. Gone once somebody has. */
export const SpeakerClaim = defineEntity({
  name: 'SpeakerClaim',
  tableName: 'speaker_claim',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    speaker: () => p.manyToOne(SpeakerEntity).mapToPk().deleteRule('cascade').index('speaker_claim_speaker'),
    /** Where the mail goes. */
    email: p.text(),
    tokenHash: p.blob().unique('speaker_claim_token_hash'),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  },
});
export type SpeakerClaim = InferEntity<typeof SpeakerClaim>;
