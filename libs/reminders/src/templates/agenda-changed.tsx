import type { ContentAbout } from '../mail/content.js';
import { Action, Block, Paragraph, Quote, Small } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

type Changed = ContentAbout<'agenda-changed'>;
type Item = Changed['items'][number];

/** A release has moved, changed or removed what somebody has starred or is on stage in; all of it in one mail. */
export function agendaChangedPage(reader: Reader, content: Changed, base: string): MailPage {
  const { say, own } = reader;
  const event = own(content.event.title);
  return {
    subject: say('agendaChanged.subject', { event }),
    preview: content.items.map((item) => headOf(reader, item)).join(' · '),
    title: say('agendaChanged.title'),
    body: (
      <>
        {content.name && <Paragraph>{say('agendaChanged.name', { name: own(content.name) })}</Paragraph>}
        {content.note && <Quote>{own(content.note)}</Quote>}
        <Paragraph>{say('agendaChanged.intro', { event })}</Paragraph>
        {content.items.map((item) => (
          <Block key={item.session} name={headOf(reader, item)} lines={linesOf(reader, content, item)} />
        ))}
        {content.more > 0 && <Small>{say('agendaChanged.more', { count: content.more })}</Small>}
        <Action url={pageUrl.event(base, content.event.slug)}>{say('agendaChanged.button')}</Action>
        {content.items.some(({ clash }) => clash) && (
          <Action url={pageUrl.meetings(base, content.event.slug)}>{say('agendaChanged.meetings')}</Action>
        )}
      </>
    ),
  };
}

const headOf = ({ say, own }: Reader, { kind, title }: Item): string =>
  say(`agendaChanged.kind.${kind}`, { title: own(title) });

function linesOf({ say, times }: Reader, { event }: Changed, item: Item): string[] {
  const now = times(item.startsAt, item.endsAt, event.timeZone);
  if (item.kind === 'removed') return now;
  const before = item.before && times(item.before.startsAt, item.before.endsAt, event.timeZone)[0];
  return [
    ...now,
    ...(before ? [say('agendaChanged.before', { when: before })] : []),
    ...(item.part === 'stage' ? [say('agendaChanged.stage')] : []),
    ...(item.clash ? [say('agendaChanged.clash')] : []),
  ];
}
