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
  approved = 0;
  answered = 0;
  requested = 0;
  accepted = 0;
  held = 0;

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
      meetings: { requested: this.requested, accepted: this.accepted, held: this.held },
    };
  }
}

export interface Figures {
  participants: number;
  organisations: number;
  countries: number;
  attended: number;
  questions: { asked: number; approved: number; answered: number; votes: number };
  meetings: { requested: number; accepted: number; held: number };
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

function flatten({ questions, meetings, ...people }: Figures): [string, number][] {
  const named = (name: string, figures: Record<string, number>): [string, number][] =>
    Object.entries(figures).map(([figure, value]) => [`${name} ${figure}`, value]);
  return [...Object.entries(people), ...named('questions', questions), ...named('meetings', meetings)];
}
