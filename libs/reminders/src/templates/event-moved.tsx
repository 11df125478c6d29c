import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** The event has other times, is called off, or takes place after all. */
export function eventMovedPage(
  reader: Reader,
  { event, what, before }: ContentAbout<'event-moved'>,
  base: string,
): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say(`eventIntro.${what}`, { event: title });
  const was = before && reader.times(before.startsAt, before.endsAt, event.timeZone)[0];
  return {
    subject: say(`eventSubject.${what}`, { event: title }),
    preview: intro,
    title: say(`eventTitle.${what}`),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block
          name={title}
          lines={[
            ...reader.times(event.startsAt, event.endsAt, event.timeZone),
            ...(was && what !== 'off' ? [say('agendaChanged.before', { when: was })] : []),
          ]}
        />
        <Action url={pageUrl.event(base, event.slug)}>{say('confirmed.button')}</Action>
        <Small>{say(what === 'off' ? 'cancelled.calendar' : 'eventCalendar')}</Small>
      </>
    ),
  };
}
