import type { ContentAbout, ReminderItem } from '../mail/content.js';
import { Action, Block, Paragraph } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** What is ahead of somebody: one thing or several. */
export function remindersPage(reader: Reader, { items }: ContentAbout<'reminders'>, base: string): MailPage {
  const { say } = reader;
  const [first, ...more] = items;
  if (!first) throw new Error('a reminder of nothing');
  const subject = { what: nameOf(reader, first), when: reader.at(first.startsAt) };
  return {
    subject: more.length
      ? say('reminder.subjectMore', { ...subject, more: more.length })
      : say('reminder.subject', subject),
    preview: items.map((item) => `${reader.at(item.startsAt)} ${nameOf(reader, item)}`).join(' · '),
    title: say('reminder.title'),
    body: (
      <>
        <Paragraph>{say('reminder.intro')}</Paragraph>
        {items.map((item) => (
          <div key={item.ref}>
            <Block
              name={nameOf(reader, item)}
              lines={[
                ...(item.kind.startsWith('event') ? [] : [reader.own(item.event.title)]),
                ...reader.times(item.startsAt, item.endsAt, item.event.timeZone),
              ]}
            />
            <Action url={urlOf(item, base)}>{say(buttonOf(item))}</Action>
          </div>
        ))}
      </>
    ),
  };
}

function nameOf(reader: Reader, { other, session, event }: ReminderItem): string {
  if (other) return reader.say('reminder.meeting', { name: other.name });
  if (session) return reader.say('reminder.session', { session: reader.own(session.title) });
  return reader.own(event.title);
}
function urlOf({ other, session, event }: ReminderItem, base: string): string {
  if (other) return pageUrl.meetings(base, event.slug);
  if (session) return pageUrl.session(base, event.slug, session.slug);
  return pageUrl.event(base, event.slug);
}
function buttonOf({ other, session }: ReminderItem): string {
  return other ? 'reminder.openMeeting' : session ? 'reminder.openSession' : 'reminder.openEvent';
}
