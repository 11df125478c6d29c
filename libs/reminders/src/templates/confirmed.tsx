import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** Somebody's place is confirmed. */
export function confirmedPage(
  reader: Reader,
  { event, promoted }: ContentAbout<'confirmed'>,
  base: string,
): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say(promoted ? 'promoted.intro' : 'confirmed.intro', { event: title });
  return {
    subject: say(promoted ? 'promoted.subject' : 'confirmed.subject', { event: title }),
    preview: intro,
    title: say(promoted ? 'promoted.title' : 'confirmed.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block name={title} lines={reader.times(event.startsAt, event.endsAt, event.timeZone)} />
        <Action url={pageUrl.event(base, event.slug)}>{say('confirmed.button')}</Action>
        <Small>{say('confirmed.calendar')}</Small>
      </>
    ),
  };
}
