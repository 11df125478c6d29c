import type { Language, MailKind } from '@foyer/contracts';
import type { Letter } from '@foyer/platform';
import { calendarOf } from '../calendar/mail-calendar.js';
import { scheduleCalendarOf } from '../calendar/schedule-calendar.js';
import { agendaChangedPage } from '../templates/agenda-changed.js';
import { codePage, type CodeToMail } from '../templates/code.js';
import { confirmedPage } from '../templates/confirmed.js';
import { eventMovedPage } from '../templates/event-moved.js';
import { StopFooter } from '../templates/layout.js';
import { bookedPage, calledPage, cancelledPage, requestedPage } from '../templates/meetings.js';
import { contactPage } from '../templates/contact.js';
import { requestNewsPage } from '../templates/request-news.js';
import { invitationPage, placePage } from '../templates/places.js';
import { messagePage } from '../templates/message.js';
import { pageUrl, type MailPage } from '../templates/page.js';
import { readerOf, type Reader } from '../templates/reader.js';
import { remindersPage, reminderUrl } from '../templates/reminders.js';
import { renderPage } from '../templates/render.js';
import { schedulePage } from '../templates/schedule.js';
import { speakerClaimPage, speakerReviewedPage } from '../templates/speakers.js';
import { summaryPage } from '../templates/summary.js';
import type { AboutEvent, MailContent } from './content.js';

/** A queued mail, as far as what it says goes. */
export interface QueuedMail {
  id: string;
  kind: MailKind;
  to: string;
  name: string;
  language: Language;
  timeZone: string;
  createdAt: Date;
  content: MailContent;
}

/** Who writes, and from where. */
export interface House {
  /** The web app's address, without a slash at the end. */
  base: string;
  from: { name: string; address: string };
  /** Stops mail of this kind to this person. */
  unsubscribeUrl: string;
  /** Where an invitation is answered: its token is in no table and no queue. */
  invitationUrl: (invitation: string, version: number) => string;
  /** Where a speaker claims a profile: its token is in no table and no queue. */
  claimUrl: (claim: string) => string;
}

/** The letter that a queued mail becomes: the same each time. */
export async function compose(mail: QueuedMail, house: House): Promise<Letter> {
  const about = eventOf(mail.content);
  const reader = await readerOf(mail.language, mail.timeZone, about.language);
  const page = pageOf(reader, mail.content, mail.name, house);
  const event = reader.own(about.title);
  const footer = (
    <StopFooter
      why={reader.say(whyOf(mail.content), { event })}
      stop={reader.say('footer.stop')}
      url={house.unsubscribeUrl}
    />
  );
  const calendar = calendarOf(reader, mail, house) ?? scheduleCalendarOf(reader, mail, house);
  return {
    id: mail.id,
    kind: mail.kind,
    to: { name: mail.name, address: mail.to },
    language: mail.language,
    subject: page.subject,
    ...(await renderPage(reader, page, mail.name, footer)),
    unsubscribeUrl: house.unsubscribeUrl,
    ...replyTo(mail.content),
    ...(calendar ? { calendar } : {}),
  };
}

/** What fits into a list or on a locked screen: the subject, more of it, and the page that it is about. */
export async function shortMessage(
  { language, timeZone }: Pick<QueuedMail, 'language' | 'timeZone'>,
  content: MailContent,
): Promise<{ title: string; text: string; path: string }> {
  const reader = await readerOf(language, timeZone, eventOf(content).language);
  const { subject, preview } = pageOf(reader, content, '', here);
  // Of one reminder the subject says it all.
  const more = content.about !== 'reminders' || content.items.length > 1;
  return { title: subject, text: more ? preview : '', path: pathOf(content) };
}

/** The letter with a sign-in code. */
export async function composeCode(
  to: { id: string; email: string; language: Language },
  code: CodeToMail,
): Promise<Letter> {
  const reader = await readerOf(to.language, 'UTC');
  const page = codePage(reader, code);
  return {
    id: to.id,
    kind: 'sign-in-code',
    to: { name: '', address: to.email },
    language: to.language,
    subject: page.subject,
    ...(await renderPage(reader, page, '')),
    unsubscribeUrl: null,
  };
}

function pageOf(
  reader: Reader,
  content: MailContent,
  name: string,
  { base, claimUrl, invitationUrl }: Pick<House, 'base' | 'claimUrl' | 'invitationUrl'>,
): MailPage {
  switch (content.about) {
    case 'confirmed':
      return confirmedPage(reader, content, base);
    case 'place':
      return placePage(reader, content, base);
    case 'event-moved':
      return eventMovedPage(reader, content, base);
    case 'invitation':
      return invitationPage(reader, content, invitationUrl(content.invitation, content.version));
    case 'reminders':
      return remindersPage(reader, content, base);
    case 'requested':
      return requestedPage(reader, content, base);
    case 'request-news':
      return requestNewsPage(reader, content, base);
    case 'booked':
      return bookedPage(reader, content, base);
    case 'called':
      return calledPage(reader, content, base);
    case 'cancelled':
      return cancelledPage(reader, content, base);
    case 'schedule':
      return schedulePage(reader, content, base);
    case 'contact':
      return contactPage(reader, content, base);
    case 'summary':
      return summaryPage(reader, content, base);
    case 'speaker-claim':
      return speakerClaimPage(reader, content, claimUrl(content.claim));
    case 'speaker-reviewed':
      return speakerReviewedPage(reader, content, base);
    case 'message':
      return messagePage(reader, content, name, base);
    case 'agenda-changed':
      return agendaChangedPage(reader, content, base);
  }
}

/** Within the app no link is its reader's proof. */
const here = { base: '', claimUrl: () => '', invitationUrl: () => '' };

/** The page of the app that a message is about. */
function pathOf(content: MailContent): string {
  if (content.about === 'reminders') return reminderUrl(content, here.base);
  const { slug } = content.event;
  switch (content.about) {
    case 'place':
      return pageUrl.registration(here.base, slug);
    case 'requested':
    case 'request-news':
    case 'booked':
    case 'cancelled':
    case 'schedule':
      return pageUrl.meetings(here.base, slug);
    case 'called':
      return pageUrl.meeting(here.base, slug, content.meeting.id);
    case 'contact':
      return pageUrl.contacts(here.base, slug);
    case 'summary':
      return pageUrl.summary(here.base, slug);
    case 'speaker-claim':
    case 'speaker-reviewed':
      return pageUrl.mySpeaker(here.base, slug);
    case 'confirmed':
    case 'event-moved':
    case 'invitation':
    case 'agenda-changed':
    case 'message':
      return pageUrl.event(here.base, slug);
  }
}

function eventOf(content: MailContent): AboutEvent {
  if (content.about !== 'reminders') return content.event;
  const [first] = content.items;
  if (!first) throw new Error('a reminder of nothing');
  return first.event;
}

/** Answers to what organisers write go to them; to everything else nobody answers. */
function replyTo(content: MailContent): { replyTo?: string } {
  return content.about === 'message' && content.words?.replyTo ? { replyTo: content.words.replyTo } : {};
}

/** Why somebody gets a mail. */
function whyOf({ about }: MailContent): string {
  if (about === 'invitation') return 'footer.invited';
  if (about === 'message') return 'footer.message';
  return about === 'speaker-claim' || about === 'speaker-reviewed' ? 'footer.speaker' : 'footer.why';
}
