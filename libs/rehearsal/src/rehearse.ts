import { disturb, planOf } from './acts/disturbing.js';
import { arrangeMeetings, bookedMeetings, meetingMoments } from './acts/meetings.js';
import { close } from './acts/closing.js';
import { registeredBefore, reminderMoments } from './acts/reminding.js';
import { register } from './acts/registering.js';
import { sessionMoments } from './acts/sessions.js';
import { countKinds, Ledger } from './ledger.js';
import { ServerMailbox, type Mailbox } from './mailbox.js';
import { Player } from './player.js';
import { Chance } from './random.js';
import type { Facts } from './facts.js';
import { StageClock, type Disturbed, type Habits, type Progress, type Stage } from './stage.js';
import { amiss, differences, Tally, type Figures } from './tally.js';

export interface RehearsalOptions {
  /** Where the server is, `http://127.0.0.1:3000`. It has to run in demo mode. */
  url: string;
  /** The event's slug. */
  event: string;
  /** E-mail address of one who organises the event. */
  organiser: string;
  /** Event seconds that pass in a second; infinite (the default): jump from moment to moment. */
  speed?: number;
  seed?: number;
  atOnce?: number;
  habits?: Partial<Habits>;
  /** Sessions and meetings are moved and called off on the way, people change how they want to be written to. */
  disturbed?: Disturbed;
  /** Where the people get their mail; the demo server's own mailbox unless another is given. */
  mailbox?: Mailbox;
  signal?: AbortSignal;
  progress?: (progress: Progress) => void;
}

export interface RehearsalReport {
  event: string;
  /** What was seen acknowledged, counted from outside. */
  counted: Figures;
  /** What the summary says. */
  told: Figures;
  mails: {
    seen: number;
    byKind: Record<string, number>;
    missing: string[];
    doubled: string[];
    unexpected: string[];
  };
  differences: string[];
  /** Meetings that were moved, how often in all, and that were called off. */
  disturbed: { moved: number; cancelled: number };
  /** Requests over HTTP that change something and were acknowledged. */
  acknowledged: number;
  /** What was acknowledged and is not in the figures, and what is there more often than it was acknowledged. */
  lost: number;
  doubled: number;
  seconds: number;
  ok: boolean;
  /** What was so and who was due what, for whoever reads the mailbox by other means. */
  facts: Facts;
}

const usual: Habits = {
  ...{ comes: 0.8, asks: 0.25, votes: 3, requests: 3, accepts: 0.75, keeps: 0.9 },
  ...{ rates: 0.5, notes: 0.25, followsUp: 0.15, shares: 0.5 },
  ...{ moves: 0.15, cancels: 0.1 },
};

/**
 * Plays an event against a running server as its people would, over real HTTP, sockets and mail, and holds what
 * the server says of it afterwards against what was seen from outside.
 */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  const began = performance.now();
  const stage = await setStage(options);
  try {
    await stage.clock.goTo(new Date(new Date(stage.event.startsAt).getTime() - registeredBefore));
    await register(stage);
    await arrangeMeetings(stage);
    await disturb(stage);
    await playDay(stage);
    const { told, wrong } = await close(stage);
    const counted = stage.tally.figures();
    const { slug, title, timeZone, startsAt, endsAt, languages } = stage.event;
    const seen = await stage.mailbox.since(stage.mailsBefore, stage.signal);
    const audit = stage.ledger.audit(seen);
    const differing = [...differences(counted, told), ...wrong];
    const mailsRight = Object.values(audit).every((list) => list.length === 0);
    return {
      event: options.event,
      counted,
      told,
      mails: { seen: seen.length, byKind: countKinds(seen), ...audit },
      differences: differing,
      disturbed: { moved: stage.tally.moved, cancelled: stage.tally.cancelled },
      ...amiss(counted, told),
      acknowledged: [stage.organiser, ...stage.players].reduce((sum, one) => sum + one.acknowledged, 0),
      seconds: Math.round((performance.now() - began) / 100) / 10,
      ok: differing.length === 0 && mailsRight,
      facts: {
        event: { slug, title, timeZone, startsAt, endsAt, language: languages[0] ?? 'en' },
        ...stage.ledger.facts,
      },
    };
  } finally {
    await stage.clock.letGo().catch(() => undefined);
    for (const player of [stage.organiser, stage.moderator, ...stage.players]) player.leaveLive();
  }
}

/** Reminders, sessions and meetings in the order of time. */
async function playDay(stage: Stage): Promise<void> {
  const booked = await bookedMeetings(stage);
  const params = { event: stage.event.slug };
  const { rules } = await stage.organiser.api.call('getReminderRules', { params });
  const moments = [
    ...reminderMoments(stage, booked, rules),
    ...sessionMoments(stage),
    ...meetingMoments(stage, booked),
  ];
  moments.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, { at, act, play }] of moments.entries()) {
    await stage.clock.goTo(at);
    await play();
    stage.progress({ act, done: index + 1, total: moments.length });
  }
}

async function setStage(options: RehearsalOptions): Promise<Stage> {
  const {
    url,
    event: slug,
    organiser: address,
    seed = 1,
    speed = Number.POSITIVE_INFINITY,
    atOnce = 8,
  } = options;
  const signal = options.signal ?? new AbortController().signal;
  const mailbox = options.mailbox ?? new ServerMailbox(url);
  const mailsBefore = await mailbox.total();
  const ledger = new Ledger();
  const organiser = new Player(url, address);
  await organiser.enter(mailbox, ledger, signal);
  const params = { event: slug };
  const event = await organiser.api.call('getEvent', { params });
  const agenda = await organiser.api.call('getAgenda', { params });
  const players = (await invited(organiser, slug)).map((email) => new Player(url, email));
  if (players.length === 0) throw new Error('Nobody is invited to this event: import its people first');
  const plan = options.disturbed ? planOf(agenda) : null;
  if (options.disturbed && !plan) throw new Error('Nothing can be moved here: it takes three talks in a row');
  const { crew } = await organiser.api.call('listCrew', { params });
  const moderator = await moderatorOf(agenda, crew, { url, players, organiser, mailbox, ledger, signal });
  return {
    url,
    event,
    agenda,
    plan,
    disturbed: options.disturbed ?? null,
    organiser,
    moderator,
    crew,
    players,
    mailbox,
    mailsBefore,
    ledger,
    stars: new Map(),
    meetings: new Map(),
    tally: new Tally(),
    chance: new Chance(seed),
    habits: { ...usual, ...options.habits },
    clock: new StageClock(organiser, slug, speed, signal),
    signal,
    atOnce,
    progress: options.progress ?? (() => undefined),
  };
}

/** The first moderator of a session who has an account; signs in unless they take part and will do so anyway. */
async function moderatorOf(
  agenda: Stage['agenda'],
  crew: Stage['crew'],
  {
    url,
    players,
    organiser,
    mailbox,
    ledger,
    signal,
  }: Pick<Stage, 'url' | 'players' | 'organiser' | 'mailbox' | 'ledger' | 'signal'>,
): Promise<Player> {
  const ids = new Set(agenda.sessions.flatMap(({ moderators }) => moderators));
  const email = crew.find((member) => member.email !== null && ids.has(member.speaker))?.email;
  if (!email || email === organiser.email) return organiser;
  const among = players.find((player) => player.email === email);
  if (among) return among;
  const moderator = new Player(url, email);
  await moderator.enter(mailbox, ledger, signal);
  return moderator;
}

/** Everybody who was invited or has registered, in a fixed order. */
async function invited(organiser: Player, event: string): Promise<string[]> {
  const emails: string[] = [];
  let after: string | undefined;
  do {
    const query = after ? { limit: 500, after } : { limit: 500 };
    const page = await organiser.api.call('listParticipants', { params: { event }, query });
    emails.push(
      ...page.participants.flatMap(({ state, email }) => (state === 'withdrawn' ? [] : (email ?? []))),
    );
    after = page.next ?? undefined;
  } while (after);
  return emails.sort();
}
