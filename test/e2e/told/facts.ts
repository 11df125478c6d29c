/** What the reader of a mailbox is told of the event: data alone, whoever has written it down. */
export interface Times {
  startsAt: string;
  endsAt: string;
}
/** A text in some languages, by BCP 47. */
export type Words = Readonly<Record<string, string>>;

export interface Told {
  key: string;
  called: Words;
  times: Times | null;
  before?: Times;
  /** Mails from this place on must not tell it. */
  until?: number;
}
export interface DueMail {
  kind: string;
  to: string;
  subjects: readonly string[];
  told: readonly Told[];
  calendar?: 'REQUEST' | 'CANCEL';
  optional?: true;
}
export interface Person {
  email: string;
  reads: readonly { from: number; language: string; timeZone: string }[];
  feed?: { text: string; at: number; holds: readonly { called: Words; times: Times }[] };
}
export interface Facts {
  event: Times & { title: Words; timeZone: string; language: string };
  people: readonly Person[];
  due: readonly DueMail[];
}

/** A message as an SMTP server got it. */
export interface Delivered {
  /** Of the envelope. */
  recipient: string;
  raw: string | Uint8Array;
}

/** What is wrong, each in a sentence that names the person and the mail. */
export interface Faults {
  missing: string[];
  doubled: string[];
  /** Told after it was so no longer. */
  stale: string[];
  unexpected: string[];
  language: string[];
  time: string[];
  calendar: string[];
  /** Headers: an id twice, no way to stop it, to somebody else. */
  headers: string[];
}
