import { usualQuietHours, type ReminderRule, type RuleKind, type Session } from '@foyer/contracts';
import { Temporal } from 'temporal-polyfill';
import type { Told } from '../facts.js';
import type { Moment, Stage } from '../stage.js';
import type { Booked } from './meetings.js';
import { mailsSeen, ofEvent } from './registering.js';

/** Something that somebody is due to be reminded of. */
interface Due {
  to: string;
  kind: 'event-reminder' | 'meeting-reminder' | 'session-reminder' | 'starred-reminder';
  at: number;
  startsAt: number;
  told: Told;
}

const minute = 60_000;
/** How long before the event everybody registers. */
export const registeredBefore = 25 * 60 * minute;
/** What the product promises: that what is due within a minute comes as one mail. */
const togetherMilliseconds = 60_000;

/** When the clock has to stop for reminders: each has to be told before what it is about begins. */
export function reminderMoments(
  stage: Stage,
  booked: readonly Booked[],
  rules: readonly ReminderRule[],
): Moment[] {
  const waiting = everythingDue(stage, booked, rules).sort((a, b) => a.at - b.at);
  const moments: Moment[] = [];
  while (waiting.length > 0) {
    const at = waiting[0]?.at ?? 0;
    const people = new Set(waiting.filter((due) => due.at === at).map((due) => due.to));
    const told = take(waiting, (due) => people.has(due.to) && due.at <= at + togetherMilliseconds);
    moments.push({
      at: new Date(at + 1_000),
      act: 'reminders',
      play: async () => {
        for (const to of people)
          expectOne(
            stage,
            to,
            told.filter((due) => due.to === to),
          );
        await mailsSeen(stage, `the reminders of ${new Date(at).toISOString()}`);
      },
    });
  }
  return moments;
}

function everythingDue(stage: Stage, booked: readonly Booked[], rules: readonly ReminderRule[]): Due[] {
  const { event, agenda, crew, tally, players } = stage;
  const registered = Date.parse(event.startsAt) - registeredBefore;
  /** Of a rule that is off, nothing is due. */
  const before = (kind: RuleKind, mail: Due['kind'], to: string, told: Told): Due[] => {
    const rule = rules.find((one) => one.kind === kind);
    const start = Date.parse(told.times?.startsAt ?? '');
    const at = start - (rule?.leadMinutes ?? 0) * minute;
    // Whoever has registered since is not told of it.
    return rule?.enabled && at > registered ? [{ to, kind: mail, at, startsAt: start, told }] : [];
  };
  const zones = new Map(players.map(({ email, timeZone }) => [email, timeZone]));
  const aboutEvent = [...tally.participants].flatMap((to) => [
    ...before('event-day', 'event-reminder', to, ofEvent(stage)).map((due) => ({
      ...due,
      at: afterQuiet(due, zones.get(to) ?? 'UTC'),
    })),
    ...before('event-hour', 'event-reminder', to, ofEvent(stage)),
  ]);
  const ofMeetings = booked.flatMap(({ id, people, startsAt, endsAt }) =>
    people.flatMap((player) => {
      const called = { en: people.find((one) => one !== player)?.name ?? '' };
      const told = { key: `${id} ${startsAt}`, called, times: { startsAt, endsAt } };
      return before('meeting', 'meeting-reminder', player.email, told);
    }),
  );
  const ofSessions = agenda.sessions.flatMap((session) => {
    const { id, title, startsAt, endsAt } = session;
    const told = { key: `${id} ${startsAt}`, called: title, times: { startsAt, endsAt } };
    const performing = onStage(session, crew);
    return [
      ...performing.flatMap((email) => before('session', 'session-reminder', email, told)),
      ...concerned(stage, session)
        .filter((email) => !performing.includes(email))
        .flatMap((email) => before('starred', 'starred-reminder', email, told)),
    ];
  });
  return [...aboutEvent, ...ofMeetings, ...ofSessions];
}

/** When it is told to who sleeps when it falls due: in the morning, unless that is too late. */
function afterQuiet({ at, startsAt }: Due, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const minuteOfDay = local.hour * 60 + local.minute;
  const { from, until } = usualQuietHours;
  if (minuteOfDay >= until && minuteOfDay < from) return at;
  const morning = local
    .add({ days: minuteOfDay < until ? 0 : 1 })
    .withPlainTime({ hour: until / 60, minute: 0 }).epochMilliseconds;
  return morning < startsAt ? morning : at;
}

/** Accounts of those who speak in a session or moderate it. */
function onStage(session: Session, crew: Stage['crew']): string[] {
  const ids = new Set([...session.speakers, ...session.moderators]);
  return [...new Set(crew.flatMap(({ speaker, email }) => (email && ids.has(speaker) ? [email] : [])))];
}

/** Everybody with something to do in a session: on stage, or because they have starred it. */
export function concerned({ crew, stars }: Stage, session: Session): string[] {
  const starred = [...stars].flatMap(([email, theirs]) => (theirs.has(session.id) ? [email] : []));
  return [...new Set([...onStage(session, crew), ...starred])];
}

/** One mail for several is of the kind of what begins first, and tells the same once. */
function expectOne({ ledger }: Stage, to: string, due: readonly Due[]): void {
  const inOrder = [...due].sort((a, b) => a.startsAt - b.startsAt);
  const told = new Map(inOrder.map((one) => [one.told.key, one.told]));
  ledger.expect(inOrder[0]?.kind ?? 'event-reminder', to, {
    subjects: [told.size > 1 ? 'reminder.subjectMore' : 'reminder.subject'],
    told: [...told.values()],
  });
}

/** Takes what fits out of the list. */
function take<T>(from: T[], fits: (one: T) => boolean): T[] {
  const taken = from.filter(fits);
  from.splice(0, from.length, ...from.filter((one) => !fits(one)));
  return taken;
}
