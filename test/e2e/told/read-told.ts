import { CalendarProgram, compareFeed, readCalendar } from './calendar.js';
import type { Delivered, DueMail, Facts, Faults, Person, Told, Words } from './facts.js';
import { readLetter, type Letter } from './letter.js';
import { greets, isSubject, namesMoment } from './subjects.js';
import { onTheWall, rangesIn, shownAs } from './wall.js';

export interface Reading {
  faults: Faults;
  /** Letters that came again under the same Message-ID, as after a crash amid their sending; counted once. */
  repeated: number;
  /** Letters that were due and came. */
  told: number;
}

/** Codes are of the moment: nobody can stop what they have asked for themselves. */
const unstoppable = 'sign-in-code';

/**
 * Reads a mailbox and calendar feeds, and nothing else, and says whether everybody was told exactly once of everything
 * that concerned them, of nothing that was so no longer, in their language and by their clock.
 * @param mails in the order in which they were delivered
 */
export async function readTold(facts: Facts, mails: readonly Delivered[]): Promise<Reading> {
  const reader = new Reader(facts);
  for (const [place, mail] of mails.entries()) reader.take(await readLetter(mail, place));
  return reader.close();
}

class Reader {
  private readonly faults: Faults = {
    ...{ missing: [], doubled: [], stale: [], unexpected: [] },
    ...{ language: [], time: [], calendar: [], headers: [] },
  };
  private readonly people: Map<string, Person>;
  private readonly came = new Map<DueMail, Letter>();
  private readonly ids = new Map<string, { letter: Letter; due: DueMail | undefined }>();
  /** Each person's calendar program, and as it was when the feed was read. */
  private readonly programs = new Map<string, CalendarProgram>();
  private repeated = 0;

  constructor(private readonly facts: Facts) {
    this.people = new Map(facts.people.map((person) => [person.email, person]));
  }

  take(letter: Letter): void {
    const name = nameOf(letter);
    const before = this.ids.get(letter.id);
    if (before && before.letter.to === letter.to && before.letter.kind === letter.kind) {
      this.repeated++;
      if (before.due && !this.says(letter, before.due))
        this.faults.stale.push(`${name}: again, and not so any more`);
      return;
    }
    if (before || letter.id === '') this.faults.headers.push(`${name}: its Message-ID is another one's`);
    const due = this.match(letter);
    this.ids.set(letter.id, { letter, due });
    this.checkHeaders(letter);
    if (!due) return;
    this.came.set(due, letter);
    this.checkLanguage(letter, due);
    this.checkCalendar(letter, due);
  }

  close(): Reading {
    for (const due of this.facts.due) {
      if (this.came.has(due) || due.optional) continue;
      // What was over before anybody told it has to be told by nobody.
      if (due.told.length > 0 && due.told.every(({ until }) => until !== undefined)) continue;
      const what = due.told.map(({ called, times }) => `${this.inWords(called)} ${times?.startsAt ?? ''}`);
      this.faults.missing.push(`${due.kind} → ${due.to}: ${what.join(', ')}`);
    }
    for (const person of this.people.values()) {
      const { language } = this.reads(person.email, person.feed?.at ?? 0);
      const program = this.programs.get(person.email) ?? new CalendarProgram();
      const inWords = (called: Words): string => this.inWords(called, language);
      this.faults.calendar.push(...compareFeed(person, program, this.facts.event, inWords));
    }
    return { faults: this.faults, repeated: this.repeated, told: this.came.size };
  }

  /** The due mail that a letter is; names what is wrong where it is none. */
  private match(letter: Letter): DueMail | undefined {
    const candidates = this.facts.due.filter(({ kind, to }) => kind === letter.kind && to === letter.to);
    const open = candidates.filter((due) => !this.came.has(due));
    const found = open.find((due) => this.says(letter, due));
    if (found) return found;
    const name = nameOf(letter);
    if (candidates.some((due) => this.says(letter, due))) {
      this.faults.doubled.push(name);
      return undefined;
    }
    const shown = rangesIn(letter.text);
    const { timeZone } = this.reads(letter.to, letter.place);
    const over = this.facts.due.some(
      ({ to, told }) =>
        to === letter.to &&
        told.some(
          ({ called, times, until }) =>
            until !== undefined &&
            until <= letter.place &&
            times &&
            shown.has(shownAs(times, timeZone)) &&
            this.names(letter.text, called),
        ),
    );
    if (over) {
      this.faults.stale.push(`${name}: ${[...shown].join(', ')}`);
      return undefined;
    }
    const elsewhere = open.find((due) =>
      standing(due, letter.place).some(({ called }) => this.names(letter.text, called)),
    );
    if (elsewhere) {
      const expected = [...this.expected(elsewhere, letter)].join(', ');
      this.faults.time.push(`${name}: shows ${[...shown].join(', ') || 'no time'}, and not ${expected}`);
      return elsewhere;
    }
    this.faults.unexpected.push(name);
    return undefined;
  }

  /** Whether a letter tells what is due and still so: every thing by name, and the times and no others. */
  private says(letter: Letter, due: DueMail): boolean {
    const told = standing(due, letter.place);
    if (due.told.length > 0 && told.length === 0) return false;
    if (!told.every(({ called }) => this.names(letter.text, called))) return false;
    const [first] = told;
    if (first?.times && namesMoment(due.subjects)) {
      const { timeZone } = this.reads(letter.to, letter.place);
      if (!letter.subject.includes(onTheWall(first.times.startsAt, timeZone).time)) return false;
    }
    return sameSets(rangesIn(letter.text), this.expected(due, letter));
  }

  /** The times that a letter has to show: by its reader's clock, and by the event's where that differs. */
  private expected(due: DueMail, { to, place }: Letter): Set<string> {
    const { timeZone } = this.reads(to, place);
    return new Set(
      standing(due, place).flatMap(({ times, before }) => [
        ...(times ? [shownAs(times, timeZone), shownAs(times, this.facts.event.timeZone)] : []),
        ...(before ? [shownAs(before, timeZone)] : []),
      ]),
    );
  }

  private checkHeaders(letter: Letter): void {
    const name = nameOf(letter);
    const { headers } = this.faults;
    if (letter.addressed.join() !== letter.to)
      headers.push(`${name}: is addressed to ${letter.addressed.join()}`);
    if (letter.kind !== unstoppable && !(letter.stop && letter.stopsByOnePost))
      headers.push(`${name}: cannot be stopped`);
  }

  private checkLanguage(letter: Letter, { subjects, told }: DueMail): void {
    const { language } = this.reads(letter.to, letter.place);
    const wrong = [
      letter.language !== language && `says to be in ${letter.language}`,
      letter.htmlLanguage !== language && `its page is in ${letter.htmlLanguage}`,
      !isSubject(letter.subject, subjects, language) && `its subject is “${letter.subject}”`,
      !greets(letter.text, language) && 'does not greet',
      ...standing({ told }, letter.place).map(
        ({ called }) => !letter.text.includes(this.inWords(called, language)) && 'calls it otherwise',
      ),
    ].filter((what) => what !== false);
    if (wrong.length) this.faults.language.push(`${nameOf(letter)}: not in ${language}: ${wrong.join('; ')}`);
  }

  private checkCalendar(letter: Letter, due: DueMail): void {
    const name = nameOf(letter);
    const { calendar } = this.faults;
    if (letter.calendars.length !== (due.calendar ? 1 : 0)) {
      calendar.push(`${name}: ${letter.calendars.length} calendar objects`);
      return;
    }
    const [text] = letter.calendars;
    if (text === undefined) return;
    const { method, entries } = readCalendar(text);
    const times = due.told[0]?.times;
    if (method !== due.calendar) calendar.push(`${name}: ${method} instead of ${due.calendar}`);
    if (times && (entries[0]?.startsAt !== iso(times.startsAt) || entries[0].endsAt !== iso(times.endsAt)))
      calendar.push(`${name}: ${entries[0]?.startsAt} in the calendar instead of ${times.startsAt}`);
    const until = this.people.get(letter.to)?.feed?.at ?? Infinity;
    const program = this.programs.get(letter.to) ?? new CalendarProgram();
    this.programs.set(letter.to, program);
    // What comes after the feed was read is not in it.
    if (letter.place < until) calendar.push(...program.take(letter).map((what) => `${name}: ${what}`));
  }

  /** How somebody wanted to be written to when so many mails had come. */
  private reads(email: string, place: number): { language: string; timeZone: string } {
    const reads = this.people.get(email)?.reads.filter(({ from }) => from <= place) ?? [];
    return reads.at(-1) ?? { language: this.facts.event.language, timeZone: this.facts.event.timeZone };
  }

  /** A text in a language, else in the event's, else in any. */
  private inWords(called: Words, language = this.facts.event.language): string {
    return called[language] ?? called[this.facts.event.language] ?? Object.values(called)[0] ?? '';
  }

  private names(text: string, called: Words): boolean {
    return Object.values(called).some((words) => text.includes(words));
  }
}

const nameOf = ({ kind, to, place, subject }: Letter): string => `${kind} → ${to} (${place}, “${subject}”)`;
const iso = (instant: string): string => new Date(instant).toISOString();

/** What of a due mail is so when so many mails have come. */
const standing = ({ told }: Pick<DueMail, 'told'>, place: number): Told[] =>
  told.filter(({ until }) => until === undefined || place < until);

function sameSets(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value));
}
