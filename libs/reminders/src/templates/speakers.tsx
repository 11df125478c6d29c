import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Quote, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** A profile waits for its speaker. */
export function speakerClaimPage(
  reader: Reader,
  { event }: ContentAbout<'speaker-claim'>,
  url: string,
): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say('speakerClaim.intro', { event: title });
  return {
    subject: say('speakerClaim.subject', { event: title }),
    preview: intro,
    title: say('speakerClaim.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        <Block name={title} lines={reader.times(event.startsAt, event.endsAt, event.timeZone)} />
        <Paragraph>{say('speakerClaim.what')}</Paragraph>
        <Action url={url}>{say('speakerClaim.button')}</Action>
        <Small>{say('speakerClaim.valid')}</Small>
      </>
    ),
  };
}

/** The organisers have looked at what a speaker had changed. */
export function speakerReviewedPage(
  reader: Reader,
  { event, accepted, note }: ContentAbout<'speaker-reviewed'>,
  base: string,
): MailPage {
  const { say } = reader;
  const title = reader.own(event.title);
  const intro = say(accepted ? 'speakerReviewed.accepted' : 'speakerReviewed.refused', { event: title });
  return {
    subject: say(accepted ? 'speakerReviewed.subjectAccepted' : 'speakerReviewed.subjectRefused', {
      event: title,
    }),
    preview: intro,
    title: say('speakerReviewed.title'),
    body: (
      <>
        <Paragraph>{intro}</Paragraph>
        {note && (
          <>
            <Paragraph>{say('speakerReviewed.note')}</Paragraph>
            <Quote>{note}</Quote>
          </>
        )}
        <Action url={pageUrl.mySpeaker(base, event.slug)}>{say('speakerReviewed.button')}</Action>
      </>
    ),
  };
}
