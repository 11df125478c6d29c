import type { ReminderKind } from '@foyer/contracts';
import type { ContentAbout, ReminderItem } from '../mail/content.js';
import { Action, Block, Paragraph } from './layout.js';
import { pageUrl, type MailPage } from './page.js';
import type { Reader } from './reader.js';

/** What each kind is told by: an event's own day, a duty or a wish have no hour that the reader has to be there. */
interface Telling {
  name: (reader: Reader, item: ReminderItem) => string;
  lines: (reader: Reader, item: ReminderItem) => string[];
  url: (item: ReminderItem, base: string) => string;
  /** The text of the button, below `reminder`. */
  button: (item: ReminderItem) => string;
  /** It has a time at which it begins. */
  begins: boolean;
}

const times = (reader: Reader, item: ReminderItem): string[] =>
  reader.times(item.startsAt, item.endsAt, item.event.timeZone);
const ofEvent = (reader: Reader, { event }: ReminderItem): string => reader.own(event.title);
const sessionUrl = ({ event, session }: ReminderItem, base: string): string =>
  session ? pageUrl.session(base, event.slug, session.slug) : pageUrl.event(base, event.slug);

const event: Telling = {
  name: ofEvent,
  lines: times,
  url: (item, base) => pageUrl.event(base, item.event.slug),
  button: () => 'openEvent',
  begins: true,
};
const withEvent = (reader: Reader, item: ReminderItem): string[] => [
  ofEvent(reader, item),
  ...times(reader, item),
];
const named =
  (key: string) =>
  (reader: Reader, item: ReminderItem): string =>
    reader.say(key, {
      name: item.other?.name ?? '',
      organisation: item.other?.organisation ?? '',
      session: item.session ? reader.own(item.session.title) : '',
      event: ofEvent(reader, item),
    });

const tellings: Record<ReminderKind, Telling> = {
  'event-day': event,
  'event-hour': event,
  meeting: {
    name: named('reminder.meeting'),
    lines: withEvent,
    url: (item, base) => pageUrl.meetings(base, item.event.slug),
    button: () => 'openMeeting',
    begins: true,
  },
  session: {
    name: named('reminder.session'),
    lines: withEvent,
    url: sessionUrl,
    button: () => 'openSession',
    begins: true,
  },
  starred: {
    name: named('reminder.starred'),
    lines: withEvent,
    url: sessionUrl,
    button: () => 'openSession',
    begins: true,
  },
  profile: {
    name: named('reminder.profile'),
    lines: (reader, { missing }) => [
      ...(missing?.fields ?? []).map((field) => reader.say(`reminder.missing.${field}`)),
      ...(missing?.questions ?? []).map((question) => reader.own(question)),
    ],
    url: (item, base) => pageUrl.registration(base, item.event.slug),
    button: () => 'openProfile',
    begins: false,
  },
  request: {
    name: named('reminder.request'),
    lines: (reader, item) => [
      ofEvent(reader, item),
      reader.say('reminder.requestText', { when: reader.at(item.startsAt) }),
    ],
    url: (item, base) => pageUrl.meetings(base, item.event.slug),
    button: () => 'openRequest',
    begins: false,
  },
  'follow-up': {
    name: named('reminder.followUp'),
    lines: (reader, item) => [ofEvent(reader, item), reader.say('reminder.followUpText')],
    url: (item, base) => pageUrl.contacts(base, item.event.slug),
    button: () => 'openContacts',
    begins: false,
  },
  feedback: {
    name: named('reminder.feedback'),
    lines: (reader, { silent }) => [
      ...(silent?.meetings ? [reader.say('reminder.silentMeetings', { count: silent.meetings })] : []),
      ...(silent?.sessions ?? []).map(({ title }) =>
        reader.say('reminder.silentSession', { session: reader.own(title) }),
      ),
    ],
    url: ({ event: { slug }, silent }, base) => {
      const [first] = silent?.sessions ?? [];
      return silent?.meetings || !first
        ? pageUrl.meetings(base, slug)
        : pageUrl.session(base, slug, first.slug);
    },
    button: ({ silent }) => (silent?.meetings ? 'openMeetings' : 'openRating'),
    begins: false,
  },
};

const nameOf = (reader: Reader, item: ReminderItem): string => tellings[item.kind].name(reader, item);

/** What is ahead of somebody: one thing or several. */
export function remindersPage(reader: Reader, { items }: ContentAbout<'reminders'>, base: string): MailPage {
  const { say } = reader;
  const [first, ...more] = items;
  if (!first) throw new Error('a reminder of nothing');
  const ahead = tellings[first.kind].begins || more.length > 0 || first.kind === 'follow-up';
  return {
    subject: subjectOf(reader, first, more.length),
    preview: items.map((item) => previewOf(reader, item)).join(' · '),
    title: ahead ? say('reminder.title') : nameOf(reader, first),
    body: (
      <>
        <Paragraph>{say(ahead ? 'reminder.intro' : `reminder.why.${first.kind}`)}</Paragraph>
        {items.map((item) => (
          <div key={`${item.kind} ${item.ref}`}>
            <Block name={nameOf(reader, item)} lines={tellings[item.kind].lines(reader, item)} />
            <Action url={tellings[item.kind].url(item, base)}>
              {say(`reminder.${tellings[item.kind].button(item)}`)}
            </Action>
          </div>
        ))}
      </>
    ),
  };
}

/** Where the first of several things is looked at; what a short message leads to. */
export function reminderUrl({ items }: ContentAbout<'reminders'>, base: string): string {
  const [first] = items;
  return first ? tellings[first.kind].url(first, base) : base;
}

/** A follow-up has a day and no hour of its own: it is told on that day. */
function subjectOf(reader: Reader, first: ReminderItem, more: number): string {
  const values = { what: nameOf(reader, first), when: reader.at(first.startsAt), more };
  if (first.kind === 'follow-up') {
    return reader.say(more ? 'reminder.followUpSubjectMore' : 'reminder.followUpSubject', values);
  }
  if (!tellings[first.kind].begins) return more ? reader.say('reminder.plainMore', values) : values.what;
  return reader.say(more ? 'reminder.subjectMore' : 'reminder.subject', values);
}
function previewOf(reader: Reader, item: ReminderItem): string {
  const name = nameOf(reader, item);
  return tellings[item.kind].begins ? `${reader.at(item.startsAt)} ${name}` : name;
}
