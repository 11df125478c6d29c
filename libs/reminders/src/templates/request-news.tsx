import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Quote, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** Something has become of a request: other times, no answer in time, a no. */
export function requestNewsPage(
  reader: Reader,
  { event, what, other, times, reason }: ContentAbout<'request-news'>,
  base: string,
): MailPage {
  const { say } = reader;
  const values = { ...other, event: reader.own(event.title), count: times.length };
  const intro = say(`newsIntro.${what}`, values);
  return {
    subject: say(`newsSubject.${what}`, values),
    preview: intro,
    title: say(`newsTitle.${what}`, values),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        {times.map(({ startsAt, endsAt }) => (
          <Block key={startsAt} lines={reader.times(startsAt, endsAt, event.timeZone)} />
        ))}
        {reason && (
          <>
            <Small>{say('news.reason')}</Small>
            <Quote>{reason}</Quote>
          </>
        )}
        <Paragraph>{say(`newsHint.${what}`)}</Paragraph>
        <Action url={pageUrl.meetings(base, event.slug)}>{say('news.button')}</Action>
      </>
    ),
  };
}
