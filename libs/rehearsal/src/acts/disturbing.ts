import type { Agenda, DraftSession, Session } from '@foyer/contracts';
import { createApi } from '@foyer/client';
import { eachOf } from '../crowd.js';
import type { Times } from '../facts.js';
import type { SeenMail } from '../mailbox.js';
import type { Player } from '../player.js';
import type { Stage } from '../stage.js';
import { calledOff, moved, type Arranged } from './meetings.js';
import { mailsSeen } from './registering.js';
import { concerned } from './reminding.js';

const act = 'disturbances';
const minute = 60_000;
/** A worker's jobs are given to another one half a minute after it was killed. */
const patienceMilliseconds = 180_000;

/** Three talks in a row: the first is taken out, the second moves to its time, the third moves twice. */
export interface Plan {
  removed: Session;
  moved: Session;
  movedTwice: Session;
}

/** @returns null where the agenda has no three talks that fit */
export function planOf({ sessions }: Agenda): Plan | null {
  const talks = sessions.filter(({ kind }) => kind === 'talk');
  for (const [place, removed] of talks.entries()) {
    const [second, third] = [talks[place + 1], talks[place + 2]];
    if (!second || !third) return null;
    if (lengthOf(second) <= Date.parse(second.startsAt) - Date.parse(removed.startsAt))
      return { removed, moved: second, movedTwice: third };
  }
  return null;
}

const lengthOf = ({ startsAt, endsAt }: Times): number => Date.parse(endsAt) - Date.parse(startsAt);

/**
 * What goes otherwise than planned: the organiser takes a session out, moves one, and another twice; people change
 * their language and their clock; meetings are moved, some twice, and called off. Where the rehearsal may end what
 * sends the mail, all that follows upon the first release happens while nothing is sent.
 */
export async function disturb(stage: Stage): Promise<void> {
  const { disturbed, plan } = stage;
  if (!disturbed || !plan) return;
  const { outage } = disturbed;
  /** With nobody there to send, nothing comes. */
  const settled = async (): Promise<void> => {
    if (!outage) await mailsSeen(stage, 'what was disturbed');
  };
  const steps: (() => Promise<void>)[] = [
    async () => {
      outage?.arm();
      await firstRelease(stage, plan);
      await outage?.struck();
      await settled();
    },
    () => changeReaders(stage, plan),
    async () => {
      await secondRelease(stage, plan);
      await settled();
    },
    () => changeMeetings(stage, settled),
    async () => {
      await outage?.over();
      await mailsSeen(stage, 'what was disturbed', patienceMilliseconds);
    },
    () => readFeeds(stage),
  ];
  for (const [index, step] of steps.entries()) {
    await step();
    stage.progress({ act, done: index + 1, total: steps.length });
  }
}

/** Something that a release does to a session. */
interface Change {
  session: Session;
  /** Null where it is taken out. */
  to: Times | null;
}

function firstRelease(stage: Stage, { removed, moved: second, movedTwice }: Plan): Promise<void> {
  return release(stage, 'A talk less', [
    { session: removed, to: null },
    { session: second, to: startingAt(second, Date.parse(removed.startsAt)) },
    { session: movedTwice, to: startingAt(movedTwice, Date.parse(second.startsAt)) },
  ]);
}

/** The third was moved too far: it comes half of the way back. */
async function secondRelease(stage: Stage, { moved: second, movedTwice }: Plan): Promise<void> {
  const session = stage.agenda.sessions.find(({ id }) => id === movedTwice.id);
  if (!session) throw new Error(`${movedTwice.slug} is not on the agenda any more`);
  const half = (Date.parse(movedTwice.startsAt) - Date.parse(second.startsAt)) / 2;
  const back = Math.ceil(half / (5 * minute)) * 5 * minute;
  await release(stage, 'And five minutes later', [
    { session, to: startingAt(session, Date.parse(session.startsAt) + back) },
  ]);
}

const startingAt = (session: Times, start: number): Times => ({
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + lengthOf(session)).toISOString(),
});

async function release(stage: Stage, name: string, changes: readonly Change[]): Promise<void> {
  const { organiser, event, ledger } = stage;
  const params = { event: event.slug };
  const { sessions } = await organiser.api.call('getWorkingAgenda', { params });
  const drafts = new Map(sessions.map((session) => [session.id, session]));
  for (const { session, to } of changes) {
    if (to) continue;
    await organiser.api.call('removeSession', { params: { ...params, session: session.id } });
  }
  const edits = changes.flatMap(({ session, to }) => (to ? [edit(drafts, session, to)] : []));
  await organiser.api.call('editSessions', { params, body: { edits } });
  const { revision } = await organiser.api.call('previewRelease', { params });
  await organiser.api.call('createRelease', {
    params,
    body: { name: { [event.languages[0] ?? 'en']: name }, revision },
  });
  const seen = await mailsSoFar(stage);
  for (const { session } of changes) ledger.over(`${session.id} ${session.startsAt}`, seen);
  for (const [email, theirs] of concernedBy(stage, changes)) {
    ledger.expect('agenda-changed', email, {
      subjects: ['agendaChanged.subject'],
      told: theirs.map(({ session: { id, title, startsAt, endsAt }, to }) => ({
        key: `${id} ${to?.startsAt ?? 'removed'}`,
        called: title,
        times: to ?? { startsAt, endsAt },
        ...(to ? { before: { startsAt, endsAt } } : {}),
      })),
    });
  }
  stage.agenda = await organiser.api.call('getAgenda', { params });
}

function edit(drafts: ReadonlyMap<string, DraftSession>, session: Session, fields: Times) {
  return { session: session.id, version: drafts.get(session.id)?.version ?? 0, fields };
}

/** Whom changes concern, each with theirs: who is on stage, and who has starred what changes. */
function concernedBy(stage: Stage, changes: readonly Change[]): Map<string, Change[]> {
  const people = new Map<string, Change[]>();
  for (const change of changes) {
    for (const email of concerned(stage, change.session))
      people.set(email, [...(people.get(email) ?? []), change]);
  }
  return people;
}

/** Two whom the first release concerns, and who have not been told of it where nothing is sent. */
async function changeReaders(stage: Stage, { movedTwice }: Plan): Promise<void> {
  const { players, ledger, disturbed } = stage;
  const seen = await mailsSoFar(stage);
  const told = new Set(seen.flatMap(({ kind, to }) => (kind === 'agenda-changed' ? [to] : [])));
  const readers = players.filter(
    ({ email, id }) =>
      id !== '' &&
      stage.stars.get(email)?.has(movedTwice.id) &&
      (!disturbed?.outage || !told.has(email.toLowerCase())),
  );
  const change = async (player: Player | undefined, body: { language: 'lt' } | { timeZone: string }) => {
    if (!player) return;
    player.know(await player.api.call('updateMe', { body }));
    ledger.reads(player.email, seen.length, player.language, player.timeZone);
  };
  await change(readers[0], { language: 'lt' });
  await change(readers[1], { timeZone: 'Europe/London' });
}

/** One is moved twice, some once, and some are called off: both are told, whoever did it. */
async function changeMeetings(stage: Stage, settled: () => Promise<void>): Promise<void> {
  const { chance, habits, meetings } = stage;
  const standing = [...meetings.values()].sort(
    (a, b) => a.times.startsAt.localeCompare(b.times.startsAt) || a.id.localeCompare(b.id),
  );
  let toMove = Math.ceil(standing.length * habits.moves);
  let toCallOff = Math.ceil(standing.length * habits.cancels);
  let twice = true;
  for (const { id, times } of chance.some(standing, standing.length)) {
    const had = new Set([times.startsAt]);
    if (toMove > 0 && (await move(stage, id, had))) {
      toMove--;
      await settled();
      if (twice && (await move(stage, id, had))) {
        twice = false;
        await settled();
      }
    } else if (toCallOff > 0) {
      toCallOff--;
      await callOff(stage, id);
    }
  }
}

/** To another time than it ever had. @returns false where none suits both */
async function move(stage: Stage, id: string, had: Set<string>): Promise<boolean> {
  const meeting = standingOf(stage, id);
  const params = { event: stage.event.slug, meeting: id };
  const [mover] = meeting.people;
  const { slots } = await mover.api.call('listMeetingSlots', { params });
  const others = slots.filter(({ startsAt }) => !had.has(startsAt));
  if (others.length === 0) return false;
  const body = { slot: stage.chance.pick(others).id };
  const { meeting: now } = await mover.api.call('moveMeeting', { params, body });
  if (!now) throw new Error(`${mover.email} moved a meeting and is not in it`);
  stage.ledger.over(`${meeting.id} ${meeting.times.startsAt}`, await mailsSoFar(stage));
  had.add(now.startsAt);
  stage.tally.moved++;
  moved(stage, meeting, now);
  return true;
}

async function callOff(stage: Stage, id: string): Promise<void> {
  const meeting = standingOf(stage, id);
  const params = { event: stage.event.slug, meeting: id };
  await meeting.people[1].api.call('cancelMeeting', { params });
  stage.ledger.over(`${meeting.id} ${meeting.times.startsAt}`, await mailsSoFar(stage));
  stage.tally.cancelled++;
  calledOff(stage, meeting);
}

function standingOf({ meetings }: Stage, id: string): Arranged {
  const meeting = meetings.get(id);
  if (!meeting) throw new Error(`the meeting ${id} does not stand`);
  return meeting;
}

/** Everybody's calendar program reads their feed. */
async function readFeeds(stage: Stage): Promise<void> {
  const { players, event, agenda, meetings, ledger, signal, atOnce, url } = stage;
  const { length: at } = await mailsSoFar(stage);
  const reading = createApi({ baseUrl: url });
  await eachOf(players, atOnce, signal, async (player) => {
    const feed = await player.api.call('renewCalendarFeed', { params: { event: event.slug } });
    const token = feed.url?.split('/').at(-1);
    if (!token) throw new Error(`${player.email} got no address of a feed`);
    const answer = await reading.call('readCalendarFeed', { params: { token } });
    ledger.person(player.email).feed = {
      text: await answer.text(),
      at,
      holds: [
        ...agenda.sessions
          .filter((session) => concerned(stage, session).includes(player.email))
          .map(({ title, startsAt, endsAt }) => ({ called: title, times: { startsAt, endsAt } })),
        ...[...meetings.values()].flatMap(({ times, people }) => {
          const other = people.find((one) => one !== player);
          return people.includes(player) && other ? [{ called: { en: other.name }, times }] : [];
        }),
      ],
    };
  });
}

const mailsSoFar = ({ mailbox, mailsBefore, signal }: Stage): Promise<SeenMail[]> =>
  mailbox.since(mailsBefore, signal);
