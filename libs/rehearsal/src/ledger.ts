import type { Language } from '@foyer/contracts';
import type { DueMail, PersonFacts } from './facts.js';
import type { SeenMail } from './mailbox.js';

/** What a mail says, beside whom it goes to. */
export type About = Pick<DueMail, 'subjects' | 'told' | 'calendar'>;

/** Which mails are due to whom: written as the rehearsal goes, held against the mailbox at the end. */
export class Ledger {
  private readonly mails: (DueMail & { void?: boolean })[] = [];
  private readonly readers = new Map<string, PersonFacts>();

  /** One more mail of this kind is due. */
  expect(kind: string, to: string, about: About): void {
    this.mails.push({ kind, to: to.toLowerCase(), ...about });
  }

  /** One more mail of this kind may come, and need not. */
  allow(kind: string, to: string, about: About): void {
    this.mails.push({ kind, to: to.toLowerCase(), ...about, optional: true });
  }

  /** How somebody wants to be written to, from so many mails on. */
  reads(email: string, from: number, language: Language, timeZone: string): void {
    const known = this.person(email);
    known.reads.push({ from, language, timeZone });
  }

  person(email: string): PersonFacts {
    const key = email.toLowerCase();
    const known = this.readers.get(key) ?? { email: key, reads: [] };
    this.readers.set(key, known);
    return known;
  }

  /**
   * What is called so is so no longer: mails that have told it are right, and it must not be told any more. A mail that
   * had nothing else to tell and has not come is not due either.
   * @param seen the mails so far
   */
  over(key: string, seen: readonly SeenMail[]): void {
    const came = countBy(seen.map(nameOf));
    for (const mail of this.mails) {
      if (mail.void) continue;
      for (const told of mail.told) if (told.key === key) told.until ??= seen.length;
      if (!mail.told.length || mail.told.some(({ until }) => until === undefined)) continue;
      const earlier = this.mails.filter((other) => !other.void && nameOf(other) === nameOf(mail));
      if (earlier.indexOf(mail) >= (came.get(nameOf(mail)) ?? 0)) mail.void = true;
    }
  }

  get total(): number {
    return this.mails.filter((mail) => !mail.void && !mail.optional).length;
  }

  /** Whether there are mails that may come and need not. */
  get hasOptional(): boolean {
    return this.mails.some(({ optional }) => optional);
  }

  /** Everybody who is written to, and everything that they are due. */
  get facts(): { people: PersonFacts[]; due: DueMail[] } {
    return {
      people: [...this.readers.values()],
      due: this.mails.map(({ void: _, ...mail }) => mail),
    };
  }

  /** What is missing, what came too often, and what nobody was due. */
  audit(seen: readonly SeenMail[]): { missing: string[]; doubled: string[]; unexpected: string[] } {
    // The same message again, as after a crash amid its sending, is one message.
    const once = new Map(seen.map((mail, place) => [mail.messageId ?? String(place), mail]));
    const came = countBy([...once.values()].map(nameOf));
    const due = countBy(this.mails.filter((mail) => !mail.void && !mail.optional).map(nameOf));
    const allowed = countBy(this.mails.filter(({ optional }) => optional).map(nameOf));
    const missing: string[] = [];
    const doubled: string[] = [];
    for (const [key, count] of due) {
      const got = came.get(key) ?? 0;
      if (got < count) missing.push(`${key} (${got} of ${count})`);
      if (got > count) doubled.push(`${key} (${got} instead of ${count})`);
    }
    const unexpected = [...came].flatMap(([key, count]) =>
      due.has(key) || count <= (allowed.get(key) ?? 0) ? [] : [key],
    );
    return { missing, doubled, unexpected };
  }
}

const nameOf = ({ kind, to }: Pick<DueMail, 'kind' | 'to'>): string => `${kind} → ${to}`;

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Mails by kind. */
export function countKinds(seen: readonly SeenMail[]): Record<string, number> {
  const kinds = countBy(seen.map(({ kind }) => kind));
  return Object.fromEntries([...kinds].sort(([a], [b]) => a.localeCompare(b)));
}
