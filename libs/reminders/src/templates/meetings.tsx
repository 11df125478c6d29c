import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Quote, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';
import { placeOf } from './table.js';

/** Somebody asks to meet. */
export function requestedPage(
  reader: Reader,
  { event, other, message, organisation, times = [] }: ContentAbout<'requested'>,
  base: string,
): MailPage {
  const { say } = reader;
  const intro = say('requested.intro', { ...other, event: reader.own(event.title) });
  return {
    subject: say('requested.subject', { name: other.name }),
    preview: message ?? intro,
    title: say('requested.title', { name: other.name }),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        {message && (
          <>
            <Small>{say('requested.message')}</Small>
            <Quote>{message}</Quote>
          </>
        )}
        {times.length > 0 && <Small>{say('requested.times')}</Small>}
        {times.map(({ startsAt, endsAt }) => (
          <Block key={startsAt} lines={reader.times(startsAt, endsAt, event.timeZone)} />
        ))}
        <Paragraph>{say('requested.hint')}</Paragraph>
        {organisation && <Paragraph>{say('requested.organisation', { organisation })}</Paragraph>}
        <Action url={pageUrl.meetings(base, event.slug)}>{say('requested.button')}</Action>
      </>
    ),
  };
}

/** A meeting is booked. */
export function bookedPage(
  reader: Reader,
  { event, meeting, entry }: ContentAbout<'booked'>,
  base: string,
): MailPage {
  const { say } = reader;
  // Calendars were told of another time before.
  const moved = entry.sequence > 0;
  const intro = say('booked.intro', { ...meeting.other, event: reader.own(event.title) });
  return {
    subject: say(moved ? 'booked.movedSubject' : 'booked.subject', {
      name: meeting.other.name,
      when: reader.at(meeting.startsAt),
    }),
    preview: intro,
    title: say(moved ? 'booked.movedTitle' : 'booked.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block
          lines={[
            ...reader.times(meeting.startsAt, meeting.endsAt, event.timeZone),
            ...placeOf(reader, meeting),
          ]}
        />
        <Action url={pageUrl.meetings(base, event.slug)}>{say('booked.button')}</Action>
        <Small>{say('booked.calendar')}</Small>
      </>
    ),
  };
}

/** A meeting is called off. */
export function cancelledPage(
  reader: Reader,
  { event, meeting, byRecipient, left, entry }: ContentAbout<'cancelled'>,
  base: string,
): MailPage {
  const { say } = reader;
  const values = { ...meeting.other, event: reader.own(event.title) };
  const intro = say(left ? 'cancelled.left' : byRecipient ? 'cancelled.byYou' : 'cancelled.intro', values);
  return {
    subject: say('cancelled.subject', { name: meeting.other.name, when: reader.at(meeting.startsAt) }),
    preview: intro,
    title: say(left ? 'cancelled.leftTitle' : 'cancelled.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block lines={reader.times(meeting.startsAt, meeting.endsAt, event.timeZone)} />
        <Paragraph>{say('cancelled.hint')}</Paragraph>
        <Action url={pageUrl.meetings(base, event.slug)}>{say('cancelled.button')}</Action>
        {entry && <Small>{say('cancelled.calendar')}</Small>}
      </>
    ),
  };
}

/** Somebody waits in a meeting that has begun. */
export function calledPage(
  reader: Reader,
  { event, meeting }: ContentAbout<'called'>,
  base: string,
): MailPage {
  const { say } = reader;
  const intro = say('called.intro', { ...meeting.other, event: reader.own(event.title) });
  return {
    subject: say('called.subject', { name: meeting.other.name }),
    preview: intro,
    title: say('called.title', { name: meeting.other.name }),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block
          lines={[
            ...reader.times(meeting.startsAt, meeting.endsAt, event.timeZone),
            ...placeOf(reader, meeting),
          ]}
        />
        <Action url={pageUrl.meeting(base, event.slug, meeting.id)}>{say('called.button')}</Action>
      </>
    ),
  };
}
