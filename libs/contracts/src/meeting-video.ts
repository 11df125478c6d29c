import { z } from 'zod';
import { line, Slug } from './common.js';
import { defineRoute } from './route.js';

/**
 * How people see each other in meetings: Foyer's own pictures from window to window; a Jitsi or BigBlueButton of the
 * organiser's; any other address; or not at all, because they meet at a table.
 */
export const videoKinds = ['built-in', 'jitsi', 'bigbluebutton', 'link', 'none'] as const;
export const VideoKind = z.enum(videoKinds);
export type VideoKind = z.infer<typeof VideoKind>;

/** What stands in a link for the meeting, the person's name and the table; each is escaped. */
export const linkParts = ['meeting', 'name', 'table'] as const;

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Where a server for video is. Tokens go there, so it is encrypted, but on the same machine. */
export function isVideoServer(address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username || url.password || url.search || url.hash) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname));
}

/** Whether something is an address once its parts are filled in, and has no parts that Foyer does not know. */
export function isVideoLink(template: string): boolean {
  const filled = linkParts.reduce((text, part) => text.replaceAll(`{${part}}`, part), template);
  return !/[{}]/.test(filled) && URL.parse(filled)?.protocol === 'https:';
}

const Server = z.url().max(300).refine(isVideoServer, { error: 'must be an https address' });
const Link = line(1_000).refine(isVideoLink, { error: 'must be an https address' });

/** What of the setting everybody may know who organises; secrets are not among it. */
export const VideoSetup = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('built-in') }),
  z.object({
    kind: z.literal('jitsi'),
    server: Server,
    /** The issuer of tokens: `JWT_APP_ID` of one's own server, the AppID of 8x8's. */
    appId: line(200),
    /** Of 8x8's alone: the id of the key. */
    keyId: line(300).nullable().default(null),
  }),
  z.object({ kind: z.literal('bigbluebutton'), server: Server }),
  z.object({ kind: z.literal('link'), template: Link }),
  z.object({ kind: z.literal('none') }),
]);
export type VideoSetup = z.output<typeof VideoSetup>;

export const MeetingVideo = z.object({
  setup: VideoSetup,
  /** Whether a secret is kept for it; it is never sent anywhere. */
  secretKept: z.boolean(),
  /** Whether this Foyer has a server that helps where two networks let no direct connection through. */
  relay: z.boolean(),
});
export type MeetingVideo = z.infer<typeof MeetingVideo>;

const EventParam = z.object({ event: Slug });
export const getMeetingVideo = defineRoute(
  'GET',
  '/events/:event/meeting-video',
  'How people see each other in meetings (organisers)',
  { params: EventParam, answer: MeetingVideo, problems: ['not_found', 'forbidden'] },
);
export const saveMeetingVideo = defineRoute(
  'PUT',
  '/events/:event/meeting-video',
  'Set how people see each other in meetings (organisers)',
  {
    params: EventParam,
    body: z.object({
      setup: VideoSetup,
      /** Left out: the one that is kept for this kind stays. */
      secret: z.string().trim().min(8).max(8_000).optional(),
    }),
    answer: MeetingVideo,
    problems: ['not_found', 'forbidden', 'video_secret'],
  },
);
