import { isProblem } from '@foyer/client';
import type { Meeting } from '@foyer/contracts';
import { eachOf, untilSeen } from '../crowd.js';
import type { Player } from '../player.js';
import type { Stage } from '../stage.js';

const outcomes = ['no-interest', 'informative', 'informative', 'cooperation-possible'] as const;
const notes = [
  'Sends samples in May.',
  'Ask about the price per pallet.',
  'Introduce to Nino.\nCall on Monday.',
];

/** What came of a meeting that took place: a word each, now and then a rating, a note, a day to follow up. */
export async function sayWhatCame(stage: Stage, meeting: string, people: readonly Player[]): Promise<void> {
  const { event, chance, habits, tally } = stage;
  const params = { event: event.slug, meeting };
  for (const player of people) {
    const rated = chance.happens(habits.rates);
    const followUpOn = chance.happens(habits.followsUp) ? dayAfter(event.endsAt) : undefined;
    await player.api.call('sayOfMeeting', {
      params,
      body: {
        outcome: chance.pick(outcomes),
        ...(rated ? { rating: 1 + Math.floor(chance.next() * 5) } : {}),
        ...(followUpOn === undefined ? {} : { followUpOn }),
      },
    });
    tally.said++;
    if (rated) tally.rated++;
    if (followUpOn !== undefined) {
      const other = stage.meetings.get(meeting)?.people.find((one) => one !== player);
      const names = tally.followsUp.get(player.email) ?? [];
      tally.followsUp.set(player.email, [...names, other?.name ?? '']);
    }
    if (chance.happens(habits.notes)) {
      const text = chance.pick(notes);
      await player.api.call('saveMeetingNote', { params, body: { text, version: 0 } });
      tally.notes.set(`${meeting} ${player.email}`, text);
    }
  }
  const [one, other] = people;
  if (one && other) await exchange(stage, one, other);
}

/** Some offer their contact; some take it back, some are answered, and some never. */
async function exchange(
  { event, chance, habits, tally, ledger }: Stage,
  one: Player,
  other: Player,
): Promise<void> {
  if (!chance.happens(habits.shares)) return;
  // Of what is taken back or answered at once the other may hear, or not any more.
  for (const { email } of [one, other]) {
    ledger.allow('contact-offered', email, {
      subjects: ['contact.subject.offered', 'contact.subject.exchanged'],
      told: [],
    });
  }
  const share = (from: Player, to: Player, shared: boolean) =>
    from.api.call('shareContact', { params: { event: event.slug, person: to.id }, body: { shared } });
  const { state } = await share(one, other, true);
  if (state === 'exchanged') return;
  if (chance.happens(0.2)) {
    await share(one, other, false);
    return;
  }
  if (!chance.happens(0.7)) return;
  const given = await share(other, one, true);
  if (given.card?.email !== one.email) throw new Error(`${other.email} got no card of ${one.email}`);
  tally.exchanged.add([one.email, other.email].sort().join(' '));
  // What was given cannot be taken back.
  try {
    await share(one, other, false);
    throw new Error(`${one.email} took back what was exchanged`);
  } catch (error) {
    if (!isProblem(error, 'contacts_exchanged')) throw error;
  }
}

/** Who waited in vain says so; the meeting counts as missed, as the room has recorded. */
export async function sayItWasMissed(
  { event, chance }: Stage,
  meeting: Meeting,
  player: Player,
): Promise<void> {
  if (!chance.happens(0.5)) return;
  await player.api.call('sayOfMeeting', {
    params: { event: event.slug, meeting: meeting.id },
    body: { held: false, missing: [meeting.other.person] },
  });
}

/** The day after: who wanted to get back to somebody is told, in one mail; notes and contacts are as they were left. */
export async function dayAfterwards(stage: Stage): Promise<{ exchanged: number; wrong: string[] }> {
  const { event, clock, tally, ledger, mailbox, players, signal, atOnce, progress } = stage;
  for (const [email, names] of tally.followsUp) {
    ledger.expect('meeting-reminder', email, {
      // Whoever is asked how it was at the same time finds that in the same mail.
      subjects: ['reminder.followUpSubject', 'reminder.followUpSubjectMore'],
      told: names.map((name) => ({ key: `after ${name}`, called: { en: name }, times: null })),
    });
  }
  // Of whom it is not known here whether they have rated every session that they came to.
  for (const email of tally.participants) {
    ledger.allow('feedback-reminder', email, { subjects: ['reminder.feedback'], told: [] });
  }
  const before = await mailbox.total();
  // Nine in the morning has come wherever they are, and not yet the quiet hours of the evening.
  if (tally.followsUp.size > 0) await clock.goTo(new Date(`${dayAfter(event.endsAt)}T16:30:00Z`));
  await untilSeen('the reminders to follow up', signal, async () => {
    const told = await mailbox.since(before, signal);
    const followers = told.flatMap(({ kind, to }) => (kind === 'meeting-reminder' ? [to] : []));
    return [...tally.followsUp.keys()].every((email) => followers.includes(email.toLowerCase()));
  });
  const wrong: string[] = [];
  let cards = 0;
  let done = 0;
  await eachOf(players, atOnce, signal, async (player) => {
    const params = { event: event.slug };
    const { contacts } = await player.api.call('listContacts', { params });
    cards += contacts.filter(({ card }) => card !== null).length;
    const { after } = await player.api.call('listMyAfter', { params });
    for (const { meeting, note } of after) {
      const kept = tally.notes.get(`${meeting} ${player.email}`) ?? '';
      if (note !== kept) wrong.push(`the note of ${player.email} on ${meeting} is not as it was left`);
    }
    progress({ act: 'contacts and notes', done: ++done, total: players.length });
  });
  return { exchanged: cards / 2, wrong };
}

/** `2026-12-15` */
function dayAfter(endsAt: string): string {
  return new Date(Date.parse(endsAt) + 86_400_000).toISOString().slice(0, 10);
}
