import type { RehearsalReport } from '@foyer/rehearsal';

/** The report as a person reads it. */
export function describeReport({
  event,
  counted,
  told,
  mails,
  differences,
  acknowledged,
  lost,
  doubled,
  seconds,
  ok,
}: RehearsalReport): string {
  const figure = (name: string, ours: number, theirs: number): string =>
    `  ${name.padEnd(22)}${String(ours).padStart(8)}${String(theirs).padStart(12)}${ours === theirs ? '' : '   differs'}`;
  const lines = [
    '',
    `Rehearsal of ${event}, ${seconds} s`,
    '',
    `  ${''.padEnd(22)}${'counted'.padStart(8)}${'summary'.padStart(12)}`,
    figure('participants', counted.participants, told.participants),
    figure('organisations', counted.organisations, told.organisations),
    figure('countries', counted.countries, told.countries),
    figure('came', counted.attended, told.attended),
    figure('questions asked', counted.questions.asked, told.questions.asked),
    figure('questions published', counted.questions.approved, told.questions.approved),
    figure('questions answered', counted.questions.answered, told.questions.answered),
    figure('votes', counted.questions.votes, told.questions.votes),
    figure('meetings requested', counted.meetings.requested, told.meetings.requested),
    figure('meetings accepted', counted.meetings.accepted, told.meetings.accepted),
    figure('meetings scheduled', counted.meetings.scheduled, told.meetings.scheduled),
    figure('meetings held', counted.meetings.held, told.meetings.held),
    figure('outcomes said', counted.meetings.said, told.meetings.said),
    figure('meetings rated', counted.meetings.rated, told.meetings.rated),
    figure('contacts exchanged', counted.meetings.exchanged, told.meetings.exchanged),
    '',
    `  ${mails.seen} mails: ${Object.entries(mails.byKind)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
    `  ${acknowledged} commands acknowledged, ${Math.round(acknowledged / Math.max(1, seconds))} a second over all; lost ${lost}, doubled ${doubled}`,
    ...some('missing mail', mails.missing),
    ...some('mail that came too often', mails.doubled),
    ...some('mail that nobody was due', mails.unexpected),
    ...some('difference', differences),
    '',
    ok
      ? 'Everything adds up, and every mail that was due came once.'
      : 'Something does not add up: see above.',
  ];
  return lines.join('\n');
}

const shown = 20;

function some(what: string, list: readonly string[]): string[] {
  if (list.length === 0) return [];
  const rest = list.length > shown ? [`    … and ${list.length - shown} more`] : [];
  return [`  ${what} (${list.length}):`, ...list.slice(0, shown).map((row) => `    ${row}`), ...rest];
}
