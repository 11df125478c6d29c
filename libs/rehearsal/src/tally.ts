/** What the rehearsal saw acknowledged, counted from outside. */
export class Tally {
  /** E-mail addresses of people whose registration was confirmed. */
  readonly participants = new Set<string>();
  readonly organisations = new Set<string>();
  readonly countries = new Set<string>();
  /** People who entered a session or a meeting. */
  readonly attended = new Set<string>();
  readonly sessions = new Map<string, Set<string>>();
  readonly votes = new Set<string>();
  asked = 0;
  dismissed = 0;
  approved = 0;
  answered = 0;
  requested = 0;
  accepted = 0;
  declined = 0;
  moved = 0;
  cancelled = 0;
  scheduled = 0;
  held = 0;
  /** Words of what came of a meeting, and ratings. */
  said = 0;
  rated = 0;
  /** Pairs of addresses that hold each other's card. */
  readonly exchanged = new Set<string>();
  /** Who wants to be reminded of whom, by name. */
  readonly followsUp = new Map<string, string[]>();
  /** By meeting and address. */
  readonly notes = new Map<string, string>();

  enteredSession(session: string, person: string): void {
    this.attended.add(person);
    this.sessions.set(session, (this.sessions.get(session) ?? new Set()).add(person));
  }

  figures(): Figures {
    return {
      participants: this.participants.size,
      organisations: this.organisations.size,
      countries: this.countries.size,
      attended: this.attended.size,
      questions: {
        asked: this.asked,
        approved: this.approved,
        answered: this.answered,
        votes: this.votes.size,
      },
      meetings: {
        ...{ requested: this.requested, accepted: this.accepted, scheduled: this.scheduled, held: this.held },
        ...{ said: this.said, rated: this.rated, exchanged: this.exchanged.size },
      },
    };
  }
}

export interface Figures {
  participants: number;
  organisations: number;
  countries: number;
  attended: number;
  questions: { asked: number; approved: number; answered: number; votes: number };
  meetings: {
    requested: number;
    accepted: number;
    scheduled: number;
    held: number;
    said: number;
    rated: number;
    exchanged: number;
  };
}

/** Each figure that two counts do not agree on, in words. */
export function differences(counted: Figures, told: Figures): string[] {
  const rows = flatten(counted);
  const other = new Map(flatten(told));
  return rows.flatMap(([name, value]) =>
    other.get(name) === value
      ? []
      : [`${name}: counted ${value}, the summary says ${other.get(name) ?? 'nothing'}`],
  );
}

/** How much of what was counted is not told, and how much is told that was not counted. */
export function amiss(counted: Figures, told: Figures): { lost: number; doubled: number } {
  const other = new Map(flatten(told));
  const gaps = flatten(counted).map(([name, value]) => value - (other.get(name) ?? 0));
  const sum = (of: number[]): number => of.reduce((total, gap) => total + Math.max(0, gap), 0);
  return { lost: sum(gaps), doubled: sum(gaps.map((gap) => -gap)) };
}

function flatten({ questions, meetings, ...people }: Figures): [string, number][] {
  const named = (name: string, figures: Record<string, number>): [string, number][] =>
    Object.entries(figures).map(([figure, value]) => [`${name} ${figure}`, value]);
  return [...Object.entries(people), ...named('questions', questions), ...named('meetings', meetings)];
}
