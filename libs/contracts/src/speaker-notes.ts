import { z } from 'zod';
import { defineCommand } from './command.js';
import { Instant, line, Uuid } from './common.js';
import { defineStream } from './stream.js';

export const SpeakerNoteId = z.int32().positive();

/** A short word of the moderators to those on stage. One stands at a time: the latest. */
export const SpeakerNote = z.object({
  id: SpeakerNoteId,
  text: z.string(),
  /** The name of who wrote it; null once the account is gone. */
  by: z.string().nullable(),
  /** By the event's clock, as is `seenAt`. */
  at: Instant,
  /** When somebody on stage said that they have seen it. */
  seenAt: Instant.nullable(),
});
export type SpeakerNote = z.infer<typeof SpeakerNote>;

const SessionParam = z.object({ session: Uuid });
export const speakerDeskStream = defineStream(
  'speaker-desk/{session}',
  'The note for those on stage: for the session’s speakers and for moderators',
  {
    params: SessionParam,
    /** By the session; none where no note stands. */
    entries: { note: SpeakerNote },
  },
);

export const setSpeakerNote = defineCommand('Write a note to those on stage, in place of the one before', {
  input: SessionParam.extend({ text: line(140) }),
  answer: SpeakerNote,
});
export const clearSpeakerNote = defineCommand('Take the note to those on stage away', {
  input: SessionParam,
  answer: z.object({}),
});
/** The first of those on stage who says so counts: a repeat is harmless. */
export const seeSpeakerNote = defineCommand('Say that one has seen the note', {
  input: SessionParam.extend({ note: SpeakerNoteId }),
  answer: SpeakerNote,
});
