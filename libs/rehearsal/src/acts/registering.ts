import { eachOf, untilSeen } from '../crowd.js';
import type { Player } from '../player.js';
import type { Stage } from '../stage.js';

const act = 'registering';

/** Everybody invited signs in by the mailed code and confirms their place. */
export async function register(stage: Stage): Promise<void> {
  const { players, mailbox, signal, ledger, atOnce, progress } = stage;
  let done = 0;
  await eachOf(players, atOnce, signal, async (player) => {
    await player.enter(mailbox, ledger, signal);
    await confirm(stage, player);
    progress({ act, done: ++done, total: players.length });
  });
  await mailsSeen(stage, 'the confirmations');
}

async function confirm({ event, tally, ledger }: Stage, player: Player): Promise<void> {
  const params = { event: event.slug };
  const { registration } = await player.api.call('getMyRegistration', { params });
  if (!registration) throw new Error(`${player.email} was invited and has no registration`);
  const { id: _id, state, confirmedAt: _confirmedAt, ...form } = registration;
  const confirmed = await player.api.call('register', { params, body: form });
  if (confirmed.state !== 'confirmed')
    throw new Error(`${player.email} is ${confirmed.state} after registering`);
  if (state !== 'confirmed') ledger.expect('registration-confirmed', player.email);
  tally.participants.add(player.email);
  tally.organisations.add(`${confirmed.organisation}, ${confirmed.country}`);
  tally.countries.add(confirmed.country);
}

/** Waits until as many mails have come as were due by now. */
export async function mailsSeen(stage: Stage, what: string): Promise<void> {
  const wanted = stage.mailsBefore + stage.ledger.total;
  await untilSeen(
    `${what} (${wanted} mails in all)`,
    stage.signal,
    async () => (await stage.mailbox.total()) >= wanted,
  );
}
