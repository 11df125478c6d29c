import { streams, type Session } from '@foyer/contracts';
import { eachOf, untilSeen } from '../crowd.js';
import type { Player } from '../player.js';
import type { Moment, Stage } from '../stage.js';

const openings = ['How do you', 'When will you', 'Who helps to', 'What does it cost to', 'Where can we'];
const matters = [
  'find partners abroad',
  'register on the platform',
  'finance the first year',
  'win members',
  'share a laboratory',
];

/** When each session is played: people come, ask, vote, are moderated and answered. */
export function sessionMoments(stage: Stage): Moment[] {
  return stage.agenda.sessions
    .filter(({ kind }) => !['break', 'private-blocker', 'b2b-block'].includes(kind))
    .map((session) => ({
      at: new Date(new Date(session.startsAt).getTime() + 60_000),
      act: 'sessions',
      play: () => attend(stage, session),
    }));
}

async function attend(stage: Stage, session: Session): Promise<void> {
  const { chance, habits, players, signal, atOnce } = stage;
  const audience = players.filter(() => chance.happens(habits.comes));
  await eachOf(audience, atOnce, signal, async (player) => {
    await player.live.command('session.enter', { session: session.id });
    stage.tally.enteredSession(session.id, player.email);
  });
  if (session.questions && audience.length > 0) await discuss(stage, session, audience);
  await eachOf(audience, atOnce, signal, async (player) => {
    await player.live.command('session.leave', { session: session.id });
  });
}

async function discuss(stage: Stage, session: Session, audience: Player[]): Promise<void> {
  const { moderator, signal, tally, chance } = stage;
  await moderator.live.command('questions.open', { session: session.id, open: true });
  const desk = moderator.live.follow(streams.desk, { session: session.id });
  const views = audience.map((player) => player.live.follow(streams.questions, { session: session.id }));
  try {
    const asked = await ask(stage, session, audience);
    const waiting = () =>
      Object.values(desk.get().state?.question ?? {}).filter(({ state }) => state === 'pending').length;
    await untilSeen('every question at the desk', signal, () => waiting() >= asked.length);
    const published = await moderate(stage, asked);
    const seesAll = (view: (typeof views)[number]) =>
      published.every((id) => view.get().state?.question[String(id)] !== undefined);
    await untilSeen('the published questions at everybody', signal, () => views.every(seesAll));
    await vote(stage, audience, published);
    for (const question of published.filter(() => chance.happens(0.6))) {
      await moderator.live.command('question.answer', { question });
      tally.answered++;
    }
    await untilSeen('the same room at everybody', signal, () => new Set(views.map(picture)).size === 1);
  } finally {
    desk.stop();
    for (const view of views) view.stop();
  }
}

/** What one viewer sees, comparable to the letter. */
function picture(view: { get(): { state?: { question: Record<string, unknown> } | undefined } }): string {
  return JSON.stringify(
    Object.entries(view.get().state?.question ?? {}).sort(([a], [b]) => Number(a) - Number(b)),
  );
}

async function ask(stage: Stage, session: Session, audience: Player[]): Promise<number[]> {
  const { chance, habits, signal, tally, atOnce } = stage;
  const askers = audience.filter(() => chance.happens(habits.asks));
  const texts = askers.map(() => `${chance.pick(openings)} ${chance.pick(matters)}?`);
  const asked: number[] = [];
  await eachOf(askers, atOnce, signal, async (player, index) => {
    const question = await player.live.command('question.ask', {
      session: session.id,
      text: texts[index] ?? '',
      anonymous: index % 4 === 0,
    });
    tally.asked++;
    asked.push(question.id);
  });
  return asked.sort((a, b) => a - b);
}

async function moderate({ moderator, chance, tally }: Stage, asked: number[]): Promise<number[]> {
  const published: number[] = [];
  for (const question of asked) {
    if (chance.happens(0.8)) {
      await moderator.live.command('question.approve', { question });
      tally.approved++;
      published.push(question);
    } else {
      await moderator.live.command('question.dismiss', { question, reason: 'Asked before' });
      tally.dismissed++;
    }
  }
  return published;
}

async function vote(stage: Stage, audience: Player[], published: number[]): Promise<void> {
  const { chance, habits, signal, tally, atOnce } = stage;
  const wishes = audience.map(() => chance.some(published, habits.votes));
  await eachOf(audience, atOnce, signal, async (player, index) => {
    for (const [position, question] of (wishes[index] ?? []).entries()) {
      await player.live.command('question.vote', { question, up: true });
      tally.votes.add(`${question} ${player.email}`);
      // Now and then somebody thinks again.
      if (position === 0 && index % 7 === 0) {
        await player.live.command('question.vote', { question, up: false });
        tally.votes.delete(`${question} ${player.email}`);
      }
    }
  });
}
