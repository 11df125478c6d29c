/** A calendar object that goes with a letter (RFC 6047). */
export interface CalendarPart {
  /** The iTIP method, the same as in the object. */
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  content: string;
}

/** One message to one person, ready to go out. */
export interface Letter {
  /** Becomes the Message-ID: the same id again is recognisably the same message. */
  id: string;
  /** What sort of message it is, for mail programs' filters and for tests: `X-Foyer-Kind`. */
  kind: string;
  to: { name: string; address: string };
  /** Whom an answer goes to, where that is not who the house writes as. */
  replyTo?: string;
  /** BCP 47. */
  language: string;
  subject: string;
  text: string;
  html: string;
  /** Where mail of this kind is stopped by a POST (RFC 8058); null for what cannot be stopped. */
  unsubscribeUrl: string | null;
  calendar?: CalendarPart;
}

/** Words as they may stand in a header: one line, no control characters, whoever wrote them. */
export function headerText(words: string): string {
  return words
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}
