import type { ContentAbout } from '../mail/content.js';
import { Action, Paragraph } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** Somebody whom the reader has met offers their contact, or has given it. */
export function contactPage(
  reader: Reader,
  { event, other, what }: ContentAbout<'contact'>,
  base: string,
): MailPage {
  const { say } = reader;
  const values = { ...other, event: reader.own(event.title) };
  const intro = say(`contact.intro.${what}`, values);
  return {
    subject: say(`contact.subject.${what}`, values),
    preview: intro,
    title: say(`contact.title.${what}`),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Paragraph>{say(`contact.hint.${what}`)}</Paragraph>
        <Action url={pageUrl.contacts(base, event.slug)}>{say('contact.button')}</Action>
      </>
    ),
  };
}
