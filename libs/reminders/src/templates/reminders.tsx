import type { ContentAbout, ReminderItem } from '../mail/content.js';
import { Action, Block, Paragraph } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** What is ahead of somebody: one thing or several. */
export function remindersPage(reader: Reader, { items }: ContentAbout<'reminders'>, base: string): MailPage {
  const { say } = reader;
  const [first, ...more] = items;
  if (!first) throw new Error('a reminder of nothing');
  return {
    subject: subjectOf(reader, first, more.length),
    preview: items.map((item) => previewOf(reader, item)).join(' · '),
    title: say('reminder.title'),
    body: (
      <>
        <Paragraph>{say('reminder.intro')}</Paragraph>
        {items.map((item) => (
          <div key={`${item.kind} ${item.ref}`}>
            <Block
              name={nameOf(reader, item)}
              lines={[
                ...(item.kind.startsWith('event') ? [] : [reader.own(item.event.title)]),
                ...(item.kind === 'follow-up'
                  ? [say('reminder.followUpText')]
                  : reader.times(item.startsAt, item.endsAt, item.event.timeZone)),
              ]}
            />
            <Action url={urlOf(item, base)}>{say(buttonOf(item))}</Action>
          </div>
        ))}
      </>
    ),
  };
}

/** A follow-up has a day and no hour of its own: it is told on that day. */
function subjectOf(reader: Reader, first: ReminderItem, more: number): string {
  const values = { what: nameOf(reader, first), when: reader.at(first.startsAt), more };
  if (first.kind === 'follow-up') {
    return reader.say(more ? 'reminder.followUpSubjectMore' : 'reminder.followUpSubject', values);
  }
  return reader.say(more ? 'reminder.subjectMore' : 'reminder.subject', values);
}
function previewOf(reader: Reader, item: ReminderItem): string {
  const name = nameOf(reader, item);
  return item.kind === 'follow-up' ? name : `${reader.at(item.startsAt)} ${name}`;
}
function nameOf(reader: Reader, { kind, other, session, event }: ReminderItem): string {
  if (other && kind === 'follow-up') return reader.say('reminder.followUp', { ...other });
  if (other) return reader.say('reminder.meeting', { name: other.name });
  if (session) return reader.say('reminder.session', { session: reader.own(session.title) });
  return reader.own(event.title);
}
function urlOf({ kind, other, session, event }: ReminderItem, base: string): string {
  if (kind === 'follow-up') return pageUrl.contacts(base, event.slug);
  if (other) return pageUrl.meetings(base, event.slug);
  if (session) return pageUrl.session(base, event.slug, session.slug);
  return pageUrl.event(base, event.slug);
}
function buttonOf({ kind, other, session }: ReminderItem): string {
  if (kind === 'follow-up') return 'reminder.openContacts';
  return other ? 'reminder.openMeeting' : session ? 'reminder.openSession' : 'reminder.openEvent';
}
