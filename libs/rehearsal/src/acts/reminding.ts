import { usualQuietHours, type ReminderRule, type RuleKind, type Session } from '@foyer/contracts';
import { Temporal } from 'temporal-polyfill';
import type { Moment, Stage } from '../stage.js';
import type { Booked } from './meetings.js';
import { mailsSeen } from './registering.js';

/** Something that somebody is due to be reminded of. */
interface Due {
  to: string;
  kind: 'event-reminder' | 'meeting-reminder' | 'session-reminder';
  at: number;
  startsAt: number;
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
        for (const to of people) stage.ledger.expect(kindFor(told.filter((due) => due.to === to)), to);
        await mailsSeen(stage, `the reminders of ${new Date(at).toISOString()}`);
      },
    });
  }
  return moments;
}

function everythingDue(
  { event, agenda, crew, tally, players }: Stage,
  booked: readonly Booked[],
  rules: readonly ReminderRule[],
): Due[] {
  const registered = Date.parse(event.startsAt) - registeredBefore;
  /** Of a rule that is off, nothing is due. */
  const before = (kind: RuleKind, mail: Due['kind'], to: string, startsAt: string): Due[] => {
    const rule = rules.find((one) => one.kind === kind);
    const start = Date.parse(startsAt);
    const at = start - (rule?.leadMinutes ?? 0) * minute;
    // Whoever has registered since is not told of it.
    return rule?.enabled && at > registered ? [{ to, kind: mail, at, startsAt: start }] : [];
  };
  const zones = new Map(players.map(({ email, timeZone }) => [email, timeZone]));
  const ofEvent = [...tally.participants].flatMap((to) => [
    ...before('event-day', 'event-reminder', to, event.startsAt).map((due) => ({
      ...due,
      at: afterQuiet(due, zones.get(to) ?? 'UTC'),
    })),
    ...before('event-hour', 'event-reminder', to, event.startsAt),
  ]);
  const ofMeetings = booked.flatMap(({ people, startsAt }) =>
    people.flatMap(({ email }) => before('meeting', 'meeting-reminder', email, startsAt)),
  );
  const ofSessions = agenda.sessions.flatMap((session) =>
    onStage(session, crew).flatMap((email) => before('session', 'session-reminder', email, session.startsAt)),
  );
  return [...ofEvent, ...ofMeetings, ...ofSessions];
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

/** One mail for several is of the kind of what begins first. */
function kindFor(told: readonly Due[]): Due['kind'] {
  const [first] = [...told].sort((a, b) => a.startsAt - b.startsAt);
  return first?.kind ?? 'event-reminder';
}

/** Takes what fits out of the list. */
function take<T>(from: T[], fits: (one: T) => boolean): T[] {
  const taken = from.filter(fits);
  from.splice(0, from.length, ...from.filter((one) => !fits(one)));
  return taken;
}
