import type { Language, LocalisedText } from '@foyer/contracts';

/** From when to when, RFC 3339. */
export interface Times {
  startsAt: string;
  endsAt: string;
}

/** One thing that a mail tells of. */
export interface Told {
  /** What is so: that this takes place, at this time; another time is another thing to tell. */
  key: string;
  /** What it is called, in some of the languages; a person's name in whatever language it is noted. */
  called: LocalisedText;
  /** Null where it has no time. */
  times: Times | null;
  /** The time that it had before, where the mail says so. */
  before?: Times;
  /** So many mails had come when it was so no longer: whatever comes later must not tell it. */
  until?: number;
}

/** A mail that somebody is due. */
export interface DueMail {
  kind: string;
  to: string;
  /** The texts that its subject may be made of, below `mail`. */
  subjects: readonly string[];
  told: Told[];
  /** What it does to the reader's calendar with the first thing that it tells. */
  calendar?: 'REQUEST' | 'CANCEL';
  /** It may come and need not. */
  optional?: true;
}

/** Somebody, and how they want to be written to: each from so many mails on. */
export interface PersonFacts {
  email: string;
  reads: { from: number; language: Language; timeZone: string }[];
  /** Their calendar feed as it was when so many mails had come, and what has to be in it. */
  feed?: { text: string; at: number; holds: { called: LocalisedText; times: Times }[] };
}

/**
 * What is so, as the rehearsal has seen it acknowledged: enough for who reads nothing else but the mailbox and the
 * calendar feeds to say what is missing in them, doubled or stale. Mails are counted from its beginning.
 */
export interface Facts {
  event: Times & { slug: string; title: LocalisedText; timeZone: string; language: Language };
  people: PersonFacts[];
  due: DueMail[];
}
