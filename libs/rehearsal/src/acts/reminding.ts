import type { Session } from '@foyer/contracts';
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
/** What the product promises: how long before, and that what is due within a minute comes as one mail. */
const lead = { event: [24 * 60, 60], meeting: 15, session: 30 } as const;
const togetherMilliseconds = 60_000;

/** When the clock has to stop for reminders: each has to be told before what it is about begins. */
export function reminderMoments(stage: Stage, booked: readonly Booked[]): Moment[] {
  const waiting = everythingDue(stage, booked).sort((a, b) => a.at - b.at);
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

function everythingDue({ event, agenda, crew, tally }: Stage, booked: readonly Booked[]): Due[] {
  const start = new Date(event.startsAt).getTime();
  const ofEvent = [...tally.participants].flatMap((to) =>
    lead.event.map((minutes): Due => ({
      to,
      kind: 'event-reminder',
      at: start - minutes * minute,
      startsAt: start,
    })),
  );
  const ofMeetings = booked.flatMap(({ people, startsAt }) =>
    people.map(({ email }) => dueBefore(email, 'meeting-reminder', startsAt, lead.meeting)),
  );
  const ofSessions = agenda.sessions.flatMap((session) =>
    onStage(session, crew).map((email) =>
      dueBefore(email, 'session-reminder', session.startsAt, lead.session),
    ),
  );
  return [...ofEvent, ...ofMeetings, ...ofSessions];
}

function dueBefore(to: string, kind: Due['kind'], startsAt: string, minutes: number): Due {
  const start = new Date(startsAt).getTime();
  return { to, kind, at: start - minutes * minute, startsAt: start };
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
