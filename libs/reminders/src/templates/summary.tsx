import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** The summary can be read. */
export function summaryPage(reader: Reader, { event }: ContentAbout<'summary'>, base: string): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say('summary.intro', { event: title });
  return {
    subject: say('summary.subject', { event: title }),
    preview: intro,
    title: say('summary.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block name={title} lines={reader.times(event.startsAt, event.endsAt, event.timeZone)} />
        <Action url={pageUrl.summary(base, event.slug)}>{say('summary.button')}</Action>
        <Paragraph>{say('summary.recap')}</Paragraph>
        <Action url={pageUrl.recap(base, event.slug)}>{say('summary.recapButton')}</Action>
        <Paragraph>{say('summary.thanks')}</Paragraph>
      </>
    ),
  };
}
