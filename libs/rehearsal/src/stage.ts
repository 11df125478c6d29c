import type { Agenda, Event, RouteAnswer, routes } from '@foyer/contracts';
import type { Arranged } from './acts/meetings.js';
import type { Plan } from './acts/disturbing.js';
import type { Chance } from './random.js';
import type { Ledger } from './ledger.js';
import type { Mailbox } from './mailbox.js';
import { Player, wait } from './player.js';
import type { Tally } from './tally.js';

/** What a rehearsal tells of itself while it goes on. */
export interface Progress {
  act: string;
  done: number;
  total: number;
}

/** Something that happens at a moment of the event. */
export interface Moment {
  at: Date;
  act: string;
  play: () => Promise<void>;
}

/** How the crowd behaves. */
export interface Habits {
  /** Share of the participants who come to a session. */
  comes: number;
  /** Share of those in a session who ask something. */
  asks: number;
  /** Votes that one person gives in a session. */
  votes: number;
  /** Meetings that one person asks for. */
  requests: number;
  /** Share of requests that are accepted. */
  accepts: number;
  /** Share of booked meetings that one person comes to. */
  keeps: number;
  /** Shares of held meetings that one person rates, notes something of, and wants to follow up. */
  rates: number;
  notes: number;
  followsUp: number;
  /** Share of held meetings after which contacts are offered. */
  shares: number;
  /** Where the day is disturbed: shares of booked meetings that are moved, and that are called off. */
  moves: number;
  cancels: number;
}

/** Ends what sends the mail, and lets it come back: in the hands of whoever runs the servers. */
export interface Outage {
  /** Amid the mails that come next it is to end. */
  arm(): void;
  /** Resolves once it has. */
  struck(): Promise<void>;
  /** Another one begins to send. */
  over(): Promise<void>;
}
/** That not all goes as planned. */
export interface Disturbed {
  outage?: Outage;
}

/** Everything the acts of a rehearsal share. */
export interface Stage {
  url: string;
  event: Event;
  /** As it is now. */
  agenda: Agenda;
  /** What is done to it on the way; null where nothing is. */
  plan: Plan | null;
  disturbed: Disturbed | null;
  organiser: Player;
  /** Runs the live rooms: one of the event's moderators, else the organiser. */
  moderator: Player;
  /** Accounts of speakers and moderators. */
  crew: RouteAnswer<(typeof routes)['listCrew']>['crew'];
  players: Player[];
  mailbox: Mailbox;
  /** Mails that were there before. */
  mailsBefore: number;
  ledger: Ledger;
  /** What each has put into their agenda, by address. */
  stars: Map<string, Set<string>>;
  /** The meetings that stand, by id, as they were acknowledged. */
  meetings: Map<string, Arranged>;
  tally: Tally;
  chance: Chance;
  habits: Habits;
  clock: StageClock;
  signal: AbortSignal;
  /** People acting at once. */
  atOnce: number;
  progress: (progress: Progress) => void;
}

/** The event's own clock on the server, in the hands of the rehearsal. */
export class StageClock {
  private at: number | null = null;
  private real = 0;

  /**
   * @param speed event seconds that pass in a second; infinite: jump from moment to moment
   */
  constructor(
    private readonly organiser: Player,
    private readonly event: string,
    private readonly speed: number,
    private readonly signal: AbortSignal,
  ) {}

  /** Goes on to this moment of the event; never back. */
  async goTo(moment: Date): Promise<void> {
    const wanted = moment.getTime();
    if (this.at === null || !Number.isFinite(this.speed)) {
      if (this.at !== null && wanted <= this.at) return;
      await this.set(wanted, Number.isFinite(this.speed) ? this.speed : 1);
      return;
    }
    const now = this.at + (performance.now() - this.real) * this.speed;
    if (wanted > now) await wait((wanted - now) / this.speed, this.signal);
  }

  private async set(at: number, rate: number): Promise<void> {
    await this.organiser.api.call('setEventClock', {
      params: { event: this.event },
      body: { at: new Date(at).toISOString(), rate },
    });
    this.at = at;
    this.real = performance.now();
  }

  /** Gives the event the time of the day again. */
  async letGo(): Promise<void> {
    await this.organiser.api.call('clearEventClock', { params: { event: this.event } });
  }
}
