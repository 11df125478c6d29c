import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Quote, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** Something short of a confirmed place: asked for, in the line, declined, taken away, changed. */
export function placePage(
  reader: Reader,
  { event, what, position, reason, entry }: ContentAbout<'place'>,
  base: string,
): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say(`placeIntro.${what}`, { event: title });
  return {
    subject: say(`placeSubject.${what}`, { event: title }),
    preview: intro,
    title: say(`placeTitle.${what}`),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        {position !== null && <Paragraph>{say('place.position', { position })}</Paragraph>}
        {reason !== null && (
          <>
            <Small>{say('place.reason')}</Small>
            <Quote>{reason}</Quote>
          </>
        )}
        <Block name={title} lines={reader.times(event.startsAt, event.endsAt, event.timeZone)} />
        <Action url={pageUrl.registration(base, event.slug)}>{say('place.button')}</Action>
        {entry && <Small>{say('cancelled.calendar')}</Small>}
      </>
    ),
  };
}

/** Somebody is asked to come. */
export function invitationPage(
  reader: Reader,
  { event, message, reminder, answerUntil }: ContentAbout<'invitation'>,
  url: string,
): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say('invitation.intro', { event: title });
  const words = message && reader.own(message);
  return {
    subject: say(reminder ? 'invitation.again' : 'invitation.subject', { event: title }),
    preview: words ?? intro,
    title: say('invitation.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        {words && (
          <>
            <Small>{say('invitation.words')}</Small>
            <Quote>{words}</Quote>
          </>
        )}
        <Block name={title} lines={reader.times(event.startsAt, event.endsAt, event.timeZone)} />
        {answerUntil !== null && (
          <Paragraph>{say('invitation.until', { when: reader.at(answerUntil) })}</Paragraph>
        )}
        <Action url={url}>{say('invitation.button')}</Action>
        <Small>{say('invitation.hint')}</Small>
      </>
    ),
  };
}
