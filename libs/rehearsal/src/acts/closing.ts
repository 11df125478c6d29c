import type { Figures } from '../tally.js';
import type { Stage } from '../stage.js';
import { compareReport } from './reporting.js';
import { dayAfterwards } from './afterwards.js';
import { mailsSeen, ofEvent } from './registering.js';

/** The event is over: the summary is published, and everybody is told. */
export async function close(stage: Stage): Promise<{ told: Figures; wrong: string[] }> {
  const { event, organiser, clock, tally, ledger } = stage;
  const params = { event: event.slug };
  await clock.goTo(new Date(new Date(event.endsAt).getTime() + 60_000));
  await organiser.api.call('publishSummary', { params });
  for (const email of tally.participants)
    ledger.expect('summary', email, { subjects: ['summary.subject'], told: [ofEvent(stage)] });
  await mailsSeen(stage, 'the summaries');
  const { exchanged, wrong } = await dayAfterwards(stage);
  const { summary } = await organiser.api.call('getSummary', { params });
  const funnel = await organiser.api.call('getMeetingFunnel', { params });
  for (const step of ['requested', 'accepted', 'held'] as const) {
    if (funnel.total[step] !== summary.meetings[step]) wrong.push(`summary and funnel differ: ${step}`);
  }
  wrong.push(...(await compareReport(stage)));
  stage.progress({ act: 'summary', done: 1, total: 1 });
  const told = {
    // The organiser is told every figure.
    participants: summary.participants ?? 0,
    organisations: summary.organisations ?? 0,
    countries: summary.countries.length,
    attended: summary.attended ?? 0,
    questions: summary.questions,
    meetings: {
      requested: summary.meetings.requested,
      accepted: summary.meetings.accepted,
      scheduled: funnel.total.scheduled,
      held: summary.meetings.held,
      said: Object.values(funnel.outcomes).reduce((sum, count) => sum + count, 0),
      rated: funnel.ratings.count,
      exchanged,
    },
  };
  return { told, wrong };
}
