import { isProblem } from '@foyer/client';
import type { Meeting } from '@foyer/contracts';
import { eachOf } from '../crowd.js';
import type { Times } from '../facts.js';
import type { Player } from '../player.js';
import type { Moment, Stage } from '../stage.js';
import { sayItWasMissed, sayWhatCame } from './afterwards.js';
import { mailsSeen } from './registering.js';

/** People look for partners, ask, and are answered; what is accepted is booked. */
export async function arrangeMeetings(stage: Stage): Promise<void> {
  const params = { event: stage.event.slug };
  const { blocks } = await stage.organiser.api.call('listMeetingBlocks', { params });
  if (blocks.length === 0) return;
  await request(stage);
  await mailsSeen(stage, 'the requests');
  await answer(stage);
  await mailsSeen(stage, 'the bookings');
}

async function request({ players, event, habits, signal, tally, ledger, progress }: Stage): Promise<void> {
  const emails = new Map(players.map((player) => [player.id, player.email]));
  let done = 0;
  // One after another: whom people find depends on who was asked before, and the same seed has to give the same.
  await eachOf(players, 1, signal, async (player) => {
    const params = { event: event.slug };
    const { partners } = await player.api.call('listPartners', { params, query: { limit: 20 } });
    const wanted = partners.filter(({ person }) => emails.has(person)).slice(0, habits.requests);
    for (const { person } of wanted) {
      try {
        await player.api.call('requestMeeting', { params, body: { to: person, message: 'Shall we talk?' } });
      } catch (error) {
        // The other one asked first.
        if (isProblem(error, 'request_state')) continue;
        throw error;
      }
      tally.requested++;
      ledger.expect('meeting-requested', emails.get(person) ?? person, {
        subjects: ['requested.subject'],
        told: [{ key: `${person} is asked by ${player.id}`, called: { en: player.name }, times: null }],
      });
    }
    progress({ act: 'asking for meetings', done: ++done, total: players.length });
  });
}

async function answer(stage: Stage): Promise<void> {
  const { players, event, habits, chance, signal, tally, ledger, progress } = stage;
  const byId = new Map(players.map((player) => [player.id, player]));
  let done = 0;
  await eachOf(players, 1, signal, async (player) => {
    const params = { event: event.slug };
    const { requests } = await player.api.call('listMyMeetings', { params });
    const received = requests.filter(({ direction, state }) => direction === 'received' && state === 'open');
    for (const { id, other } of received) {
      const asker = other && byId.get(other.person);
      if (!asker) continue;
      const of = { ...params, request: id };
      const { slots } = await player.api.call('listMutualSlots', { params: of });
      if (slots.length === 0 || !chance.happens(habits.accepts)) {
        await player.api.call('declineRequest', { params: of, body: {} });
        // Who asked is told.
        tally.declined++;
        ledger.expect('meeting-requested', asker.email, {
          subjects: ['newsSubject.declined'],
          told: [{ key: `${id} declined`, called: { en: player.name }, times: null }],
        });
        continue;
      }
      const body = { slot: chance.pick(slots).id };
      const meeting = await player.api.call('acceptRequest', { params: of, body });
      tally.accepted++;
      tally.scheduled++;
      booked(stage, meeting, [asker, player]);
    }
    progress({ act: 'answering requests', done: ++done, total: players.length });
  });
}

/** A meeting that stands, as it was acknowledged. */
export interface Arranged {
  id: string;
  times: Times;
  people: [Player, Player];
}

/** Both are told of what they have agreed on. */
function booked(stage: Stage, { id, startsAt, endsAt }: Meeting, people: [Player, Player]): void {
  const meeting: Arranged = { id, times: { startsAt, endsAt }, people };
  stage.meetings.set(id, meeting);
  tellBoth(stage, meeting, 'booked.subject');
}

/** Both are told of the other time. */
export function moved(stage: Stage, { id, people }: Arranged, { startsAt, endsAt }: Times): void {
  const meeting: Arranged = { id, times: { startsAt, endsAt }, people };
  stage.meetings.set(id, meeting);
  tellBoth(stage, meeting, 'booked.movedSubject');
}

/** Both are told that it does not take place, whoever called it off. */
export function calledOff(stage: Stage, meeting: Arranged): void {
  stage.meetings.delete(meeting.id);
  tellBoth(stage, meeting, 'cancelled.subject');
}

function tellBoth({ ledger }: Stage, { id, times, people }: Arranged, subject: string): void {
  const off = subject === 'cancelled.subject';
  for (const [player, other] of [people, [...people].reverse()]) {
    if (!player || !other) continue;
    ledger.expect(off ? 'meeting-cancelled' : 'meeting-booked', player.email, {
      subjects: [subject],
      told: [{ key: `${id} ${off ? 'off' : times.startsAt}`, called: { en: other.name }, times }],
      calendar: off ? 'CANCEL' : 'REQUEST',
    });
  }
}

/** A booked meeting as its two people see it. */
export interface Booked {
  id: string;
  startsAt: string;
  endsAt: string;
  people: Player[];
}

/** When each meeting is played: most people come, and say what came of it. */
export function meetingMoments(stage: Stage, booked: readonly Booked[]): Moment[] {
  const starts = [...new Set(booked.map(({ startsAt }) => startsAt))];
  return starts.map((startsAt) => ({
    at: new Date(new Date(startsAt).getTime() + 30_000),
    act: 'meetings',
    play: () =>
      eachOf(
        booked.filter((meeting) => meeting.startsAt === startsAt),
        stage.atOnce,
        stage.signal,
        (meeting) => hold(stage, meeting),
      ),
  }));
}

async function hold(stage: Stage, { id, people }: Booked): Promise<void> {
  const { event, chance, habits, tally } = stage;
  const params = { event: event.slug, meeting: id };
  const came = people.filter(() => chance.happens(habits.keeps));
  let last: Meeting | undefined;
  for (const player of came) {
    last = await player.api.call('enterMeeting', { params });
    tally.attended.add(player.email);
  }
  if (last?.state === 'held') {
    tally.held++;
    await sayWhatCame(stage, id, came);
  } else if (last && came[0]) await sayItWasMissed(stage, last, came[0]);
}

/** What is booked, by start. */
export async function bookedMeetings({ players, event, signal }: Stage): Promise<Booked[]> {
  const found = new Map<string, Booked>();
  await eachOf(players, 8, signal, async (player) => {
    const { meetings } = await player.api.call('listMyMeetings', { params: { event: event.slug } });
    for (const { id, startsAt, endsAt, state } of meetings) {
      if (state !== 'booked') continue;
      const known = found.get(id);
      if (known) known.people.push(player);
      else found.set(id, { id, startsAt, endsAt, people: [player] });
    }
  });
  return [...found.values()].sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id));
}
