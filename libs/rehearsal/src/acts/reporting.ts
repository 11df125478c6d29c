import { untilSeen } from '../crowd.js';
import type { Stage } from '../stage.js';

/** What the report says otherwise than it was counted, figure by figure. */
export async function compareReport(stage: Stage): Promise<string[]> {
  const { organiser, event, tally, signal } = stage;
  const params = { event: event.slug };
  const { participants, organisations, countries, attended, questions, meetings } = tally.figures();
  const missed = meetings.scheduled - tally.cancelled - meetings.held;
  // Who did not come is found out by and by.
  await untilSeen('the report of missed meetings', signal, async () => {
    const report = await organiser.api.call('getReport', { params });
    return report.meetings.missed >= missed;
  });
  const report = await organiser.api.call('getReport', { params });
  const said = Object.values(report.meetings.outcomes).reduce((sum, count) => sum + count, 0);
  const rows: [string, number, number][] = [
    ['participants', participants, report.people.participants],
    ['organisations', organisations, report.people.organisations],
    ['countries', countries, report.people.countries],
    ['attended', attended, report.people.attended],
    ['guests', 0, report.people.guests],
    ['questions asked', questions.asked, report.questions.asked],
    ['questions published', questions.approved, report.questions.published],
    ['questions answered', questions.answered, report.questions.answered],
    ['questions dismissed', tally.dismissed, report.questions.dismissed],
    ['questions waiting', questions.asked - questions.approved - tally.dismissed, report.questions.waiting],
    ['votes', questions.votes, report.questions.votes],
    ['meetings requested', meetings.requested, report.meetings.requested],
    ['meetings accepted', meetings.accepted, report.meetings.accepted],
    ['meetings declined', tally.declined, report.meetings.declined],
    ['meetings cancelled', tally.cancelled, report.meetings.cancelled],
    ['meetings held', meetings.held, report.meetings.held],
    ['meetings missed', missed, report.meetings.missed],
    ['outcomes said', meetings.said, said],
    ...report.sessions.map(({ session, came }): [string, number, number] => {
      const id = stage.agenda.sessions.find(({ slug }) => slug === session)?.id ?? '';
      return [`came to ${session}`, tally.sessions.get(id)?.size ?? 0, came];
    }),
  ];
  return rows.flatMap(([name, counted, told]) =>
    counted === told ? [] : [`report, ${name}: counted ${counted}, the report says ${told}`],
  );
}
