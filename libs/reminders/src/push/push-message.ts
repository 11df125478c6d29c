import { createHash } from 'node:crypto';
import type { MailKind, PushMessage } from '@foyer/contracts';
import type { MailContent } from '../mail/content.js';

/** In letters; of three bytes each, both together fit into one message. */
const most = { title: 150, text: 600 };
const cut = (text: string, letters: number): string => {
  const all = [...text];
  return all.length > letters ? `${all.slice(0, letters - 1).join('')}…` : text;
};

/** The words of a message as they are encrypted. */
export const writePush = (message: PushMessage): string =>
  JSON.stringify({ ...message, title: cut(message.title, most.title), text: cut(message.text, most.text) });

/**
 * What a message is about, so that a later one of the same takes its place, at the push service and on the screen: that
 * a meeting is booked is not shown behind that it is cancelled. Hashed, since the push service reads it.
 */
export function topicOf(content: MailContent | null): string {
  return createHash('sha256')
    .update(content ? thingOf(content) : 'test')
    .digest('base64url')
    .slice(0, 32);
}

function thingOf(content: MailContent): string {
  switch (content.about) {
    case 'reminders':
      return content.items.map(({ kind, ref }) => `${kind} ${ref}`).join(' ');
    case 'booked':
    case 'cancelled':
    case 'called':
      return `meeting ${content.meeting.id}`;
    case 'requested':
    case 'request-news':
      return `request ${content.request}`;
    case 'confirmed':
    case 'place':
    case 'event-moved':
      return `registration ${content.registration}`;
    case 'contact':
      return `contact ${content.person}`;
    case 'message':
      return `message ${content.message}`;
    case 'agenda-changed':
      return `agenda ${content.items.map(({ session }) => session).join(' ')}`;
    case 'invitation':
    case 'speaker-claim':
    case 'speaker-reviewed':
    case 'summary':
    case 'schedule':
      return `${content.about} ${content.event.slug}`;
  }
}

const soon: readonly MailKind[] = ['session-reminder', 'starred-reminder', 'meeting-reminder'];
const atLeisure: readonly MailKind[] = ['summary', 'feedback-reminder', 'profile-reminder'];

/** How far a device that saves its battery is to be woken (RFC 8030, 5.3). */
export function urgencyOf(kind: MailKind | null): 'high' | 'normal' | 'low' {
  if (kind === null || soon.includes(kind)) return 'high';
  return atLeisure.includes(kind) ? 'low' : 'normal';
}

const daySeconds = 86_400;
/** What says nothing of an end is of use for a day. */
const usualSeconds = daySeconds;
/** Push services keep nothing for longer. */
const longestSeconds = 28 * daySeconds;

/** For how many seconds a push service keeps a message for a device that is off. */
export function ttlOf(secondsLeft: number | null): number {
  return Math.max(1, Math.min(longestSeconds, Math.floor(secondsLeft ?? usualSeconds)));
}
