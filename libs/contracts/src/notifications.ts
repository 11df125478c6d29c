import { z } from 'zod';
import { Instant, LocalisedText, Page, Slug, Uuid } from './common.js';
import { MailKind, mailKinds } from './reminders.js';
import { defineRoute, Nothing } from './route.js';
import { defineStream } from './stream.js';

/** The ways in which somebody is told. */
export const channels = ['email', 'app', 'push'] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

/** These bear a link that is its reader's proof, often of who has never signed in: they come by mail alone. */
const byMailAlone: readonly MailKind[] = ['invitation', 'speaker-claim', 'organiser-message'];
/** Kinds that are told in the app and on devices, too. */
export const appKinds: readonly MailKind[] = mailKinds.filter((kind) => !byMailAlone.includes(kind));

const MinuteOfDay = z.number().int().min(0).max(1_439);
/** Minutes after midnight by the person's own clock; past midnight where `until` is the smaller. */
export const QuietHours = z.object({ from: MinuteOfDay, until: MinuteOfDay });
export type QuietHours = z.infer<typeof QuietHours>;
/** Of who has said nothing: nine in the evening until eight in the morning. */
export const usualQuietHours: QuietHours = { from: 21 * 60, until: 8 * 60 };

export const getNotificationSettings = defineRoute(
  'GET',
  '/me/notification-settings',
  'What I am told, and how',
  {
    answer: z.object({
      /** `app` and `push` are null where a kind comes by mail alone. */
      kinds: z.array(
        z.object({
          kind: MailKind,
          email: z.boolean(),
          app: z.boolean().nullable(),
          push: z.boolean().nullable(),
        }),
      ),
      /** Null where I keep none. */
      quiet: QuietHours.nullable(),
    }),
  },
);
/** Says the wanted state: a repeat is harmless. Mail that is off is the same as mail stopped by the link in it. */
export const setNotificationChannel = defineRoute(
  'PUT',
  '/me/notification-settings/:kind/:channel',
  'Be told of a kind by a channel, or not',
  {
    params: z.object({ kind: MailKind, channel: Channel }),
    body: z.object({ on: z.boolean() }),
    answer: Nothing,
    problems: ['invalid_input'],
  },
);
export const setQuietHours = defineRoute('PUT', '/me/quiet-hours', 'When I do not want to be disturbed', {
  body: z.object({ quiet: QuietHours.nullable() }),
  answer: z.object({ quiet: QuietHours.nullable() }),
  problems: ['invalid_input'],
});

export const Notification = z.object({
  id: Uuid,
  kind: MailKind,
  /** In the reader's language. */
  title: z.string(),
  text: z.string(),
  /** The page that it is about: `/e/clusters/meetings`. */
  path: z.string(),
  event: z.object({ slug: Slug, title: LocalisedText }),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type Notification = z.infer<typeof Notification>;

export const listNotifications = defineRoute('GET', '/me/notifications', 'What I was told, newest first', {
  query: Page,
  answer: z.object({ notifications: z.array(Notification), next: Uuid.nullable() }),
  problems: ['invalid_input'],
});
/** Says the wanted state; what is not the caller's own is passed over. */
export const markNotifications = defineRoute('PUT', '/me/notifications', 'Mark some as read, or as unread', {
  body: z.object({ ids: z.array(Uuid).max(100), read: z.boolean() }),
  answer: Nothing,
});
/** What has come since stays unread: it was not seen. */
export const readNotifications = defineRoute(
  'POST',
  '/me/notifications/read',
  'Mark everything up to one of them as read',
  { body: z.object({ upTo: Uuid }), answer: Nothing },
);

/** On all devices of the person at once. */
export const notificationsStream = defineStream(
  'notifications/{person}',
  'What one person has not read yet',
  {
    params: z.object({ person: Uuid }),
    entries: { unread: z.object({ kind: MailKind, at: Instant }) },
  },
);
