import { eachOf, untilSeen } from '../crowd.js';
import type { Told } from '../facts.js';
import type { Player } from '../player.js';
import type { Stage } from '../stage.js';

const act = 'registering';

/** Everybody invited signs in by the mailed code and confirms their place. */
export async function register(stage: Stage): Promise<void> {
  const { players, mailbox, signal, ledger, atOnce, progress } = stage;
  let done = 0;
  const wishes = wishedBy(stage);
  await eachOf(players, atOnce, signal, async (player, index) => {
    await player.enter(mailbox, ledger, signal);
    // Before they have a place, so that the reminders of both are derived at once.
    await star(stage, player, wishes[index] ?? []);
    await confirm(stage, player);
    progress({ act, done: ++done, total: players.length });
  });
  await mailsSeen(stage, 'the confirmations');
}

/** What everybody wants to see: half of them something that will change, where anything will. */
function wishedBy({ players, plan, agenda, chance }: Stage): string[][] {
  if (!plan) return [];
  const touched = [plan.removed.id, plan.moved.id, plan.movedTwice.id];
  const others = agenda.sessions
    .filter(({ id, kind }) => kind === 'talk' && !touched.includes(id))
    .map(({ id }) => id);
  return players.map(() => [
    ...touched.filter(() => chance.happens(0.5)),
    ...chance.some(others, chance.happens(0.5) ? 1 : 0),
  ]);
}

async function star({ event, stars }: Stage, player: Player, sessions: readonly string[]): Promise<void> {
  for (const session of sessions) {
    const params = { event: event.slug, session };
    await player.api.call('starSession', { params, body: { starred: true } });
  }
  stars.set(player.email, new Set(sessions));
}

/** The event itself, as mails tell of it. */
export const ofEvent = ({ event: { title, startsAt, endsAt } }: Stage): Told => ({
  key: 'event',
  called: title,
  times: { startsAt, endsAt },
});

async function confirm(stage: Stage, player: Player): Promise<void> {
  const { event, tally, ledger } = stage;
  const params = { event: event.slug };
  const { registration } = await player.api.call('getMyRegistration', { params });
  if (!registration) throw new Error(`${player.email} was invited and has no registration`);
  const { id: _id, state, confirmedAt: _confirmedAt, ...form } = registration;
  const confirmed = await player.api.call('register', { params, body: form });
  if (confirmed.state !== 'confirmed')
    throw new Error(`${player.email} is ${confirmed.state} after registering`);
  player.name = confirmed.name;
  if (state !== 'confirmed') {
    ledger.expect('registration-confirmed', player.email, {
      subjects: ['confirmed.subject'],
      told: [ofEvent(stage)],
      calendar: 'REQUEST',
    });
  }
  tally.participants.add(player.email);
  tally.organisations.add(`${confirmed.organisation}, ${confirmed.country}`);
  tally.countries.add(confirmed.country);
}

/** Waits until as many mails have come as were due by now. */
export async function mailsSeen(stage: Stage, what: string, milliseconds?: number): Promise<void> {
  const wanted = stage.mailsBefore + stage.ledger.total;
  await untilSeen(
    `${what} (${wanted} mails in all)`,
    stage.signal,
    async () => {
      if ((await stage.mailbox.total()) < wanted) return false;
      // Mails that may come and need not are among them: only a look at all says whether those that were due are.
      if (!stage.ledger.hasOptional) return true;
      const seen = await stage.mailbox.since(stage.mailsBefore, stage.signal);
      return stage.ledger.audit(seen).missing.length === 0;
    },
    milliseconds,
  );
}
