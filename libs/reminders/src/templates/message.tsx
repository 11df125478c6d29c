import { Link } from 'react-email';
import type { ContentAbout } from '../mail/content.js';
import { fillIn, paragraphsOf, partsOf, type Meant } from '../messages/words.js';
import { accent, Paragraph } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** What the organisers have written, with what is meant for this reader. */
export function messagePage(
  reader: Reader,
  { event, words }: ContentAbout<'message'>,
  name: string,
  base: string,
): MailPage {
  if (!words) throw new Error('a message without words');
  const title = reader.own(event.title);
  const meant: Meant = {
    name: name || reader.say('message.nobody'),
    organisation: words.organisation || reader.say('message.noOrganisation'),
    event: title,
    when: reader.times(event.startsAt, event.endsAt, event.timeZone).join(' / '),
    link: pageUrl.event(base, event.slug),
  };
  const subject = fillIn(reader.own(words.subject), meant);
  const body = paragraphsOf(fillIn(reader.own(words.body), meant));
  return {
    subject: words.test ? reader.say('message.test', { subject }) : subject,
    preview: body.flat().join(' ').slice(0, 150),
    title: subject,
    body: (
      <>
        {body.map((lines, place) => (
          <Paragraph key={place}>
            {lines.map((line, row) => (
              <span key={row}>
                {row > 0 && <br />}
                {partsOf(line).map(({ text, link }, part) =>
                  link ? (
                    <Link key={part} href={text} style={{ color: accent, textDecoration: 'underline' }}>
                      {text}
                    </Link>
                  ) : (
                    text
                  ),
                )}
              </span>
            ))}
          </Paragraph>
        ))}
      </>
    ),
  };
}
