import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';
import { placeOf } from './table.js';

type Schedule = ContentAbout<'schedule'>;
type Meeting = Schedule['meetings'][number];

/** A computed schedule is in force: all of the reader's meetings in one mail. */
export function schedulePage(reader: Reader, content: Schedule, base: string): MailPage {
  const { say } = reader;
  const event = reader.own(content.event.title);
  const held = content.meetings.filter(({ change }) => change !== 'removed');
  const removed = content.meetings.filter(({ change }) => change === 'removed');
  // Whoever has had a schedule before looks for what is different.
  const again = content.meetings.some(({ change }) => change !== 'booked');
  return {
    subject: say(again ? 'schedule.againSubject' : 'schedule.subject', { event, count: held.length }),
    preview: held.map((meeting) => `${reader.at(meeting.startsAt)} ${namesOf(meeting)}`).join(' · '),
    title: say(again ? 'schedule.againTitle' : 'schedule.title'),
    body: (
      <>
        <Paragraph>{say(held.length ? 'schedule.intro' : 'schedule.none', { event })}</Paragraph>
        {held.map((meeting) => (
          <Block key={meeting.id} name={namesOf(meeting)} lines={linesOf(reader, content, meeting)} />
        ))}
        {removed.length > 0 && (
          <>
            <Paragraph>{say('schedule.removed')}</Paragraph>
            {removed.map((meeting) => (
              <Block
                key={meeting.id}
                name={namesOf(meeting)}
                lines={reader.times(meeting.startsAt, meeting.endsAt, content.event.timeZone)}
              />
            ))}
          </>
        )}
        {content.waiting.length > 0 && (
          <>
            <Paragraph>{say('schedule.waiting')}</Paragraph>
            <Block
              lines={[
                ...content.waiting.map(({ name, organisation }) => `${name}, ${organisation}`),
                ...(content.more > 0 ? [say('schedule.more', { count: content.more })] : []),
              ]}
            />
          </>
        )}
        <Action url={pageUrl.meetings(base, content.event.slug)}>{say('schedule.button')}</Action>
        {held.length > 0 && <Small>{say('schedule.calendar')}</Small>}
      </>
    ),
  };
}

const namesOf = ({ others }: Meeting): string => others.map(({ name }) => name).join(', ');

function linesOf({ say, times }: Reader, { event }: Schedule, meeting: Meeting): string[] {
  const organisations = [...new Set(meeting.others.map(({ organisation }) => organisation))];
  return [
    ...organisations,
    ...times(meeting.startsAt, meeting.endsAt, event.timeZone),
    ...placeOf({ say }, meeting),
    ...(meeting.change === 'moved' ? [say('schedule.moved')] : []),
  ];
}
