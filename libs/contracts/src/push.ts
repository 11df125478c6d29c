import { z } from 'zod';
import { Instant, Uuid } from './common.js';
import { defineRoute, Nothing } from './route.js';

/** So many browsers can tell one person. */
export const mostPushDevices = 10;

/** What a browser gives to be told: the address at its push service, and what is encrypted with; as the Push API has it. */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  keys: z.object({
    p256dh: z.string().regex(/^B[\w-]{86}$/),
    auth: z.string().regex(/^[\w-]{22}$/),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** A browser that shows its person what they are told, also while Foyer is not open in it. */
export const PushDevice = z.object({
  id: Uuid,
  /** What the browser called itself. */
  userAgent: z.string(),
  createdAt: Instant,
  /** When its push service last took something, and when it last did not. */
  lastSentAt: Instant.nullable(),
  lastFailedAt: Instant.nullable(),
  /** The one that asks. */
  current: z.boolean(),
});
export type PushDevice = z.infer<typeof PushDevice>;

const DeviceParam = z.object({ pushDevice: Uuid });

export const getPush = defineRoute(
  'GET',
  '/me/push',
  'My devices that are told, and the key to add one with',
  {
    answer: z.object({
      /** The house's public key, for `applicationServerKey`. */
      key: z.string(),
      devices: z.array(PushDevice),
    }),
  },
);
/** Takes the place of what this browser gave before. */
export const addPushDevice = defineRoute('PUT', '/me/push/device', 'Be told on this browser', {
  body: PushSubscription,
  answer: PushDevice,
  problems: ['invalid_input', 'push_taken', 'too_many_push_devices', 'too_many_requests'],
});
export const removePushDevice = defineRoute(
  'DELETE',
  '/me/push/devices/:pushDevice',
  'Be told on a device no more',
  { params: DeviceParam, answer: Nothing, problems: ['not_found'] },
);
export const testPushDevice = defineRoute(
  'POST',
  '/me/push/devices/:pushDevice/test',
  'Send a device of mine something to try it',
  { params: DeviceParam, answer: Nothing, problems: ['not_found', 'too_many_requests'] },
);

/** What a device is sent, encrypted; its service worker shows it. */
export const PushMessage = z.object({
  id: z.string(),
  /** What it is about: a later one of the same takes its place. */
  topic: z.string(),
  language: z.string(),
  title: z.string(),
  text: z.string(),
  /** The page that it is about: `/e/clusters/meetings`. */
  path: z.string(),
});
export type PushMessage = z.infer<typeof PushMessage>;

/** Messages that wait to be handed to push services. */
export const pushQueued = z.object({ pushes: z.array(Uuid).min(1).max(500) });
