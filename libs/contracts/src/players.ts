/** A service that shows a session live, and how its page is laid into ours. */
export interface Player {
  name: string;
  /** Its hosts; those below them count, too. */
  hosts: readonly string[];
  /** The address to lay into a page, from one that people copy; null where it opens in a window of its own only. */
  embed: (url: URL) => string | null;
}

const lastOf = (url: URL): string => url.pathname.split('/').filter(Boolean).at(-1) ?? '';
const video = /^[\w-]{11}$/;

/** The players that are let in: any other address in an agenda is refused. */
export const players: readonly Player[] = [
  {
    name: 'YouTube',
    hosts: ['youtube.com', 'youtube-nocookie.com', 'youtu.be'],
    embed: (url) => {
      const id = url.searchParams.get('v') ?? lastOf(url);
      return video.test(id) ? `https://www.youtube-nocookie.com/embed/${id}` : null;
    },
  },
  {
    name: 'Vimeo',
    hosts: ['vimeo.com'],
    // Unlisted videos have a word of their own behind the number; events (`/event/1`) have another player.
    embed: (url) => {
      const [, id, key] = /^(?:\/video)?\/(\d+)(?:\/([0-9a-f]+))?\/?$/.exec(url.pathname) ?? [];
      if (id === undefined) return null;
      const hidden = key ?? url.searchParams.get('h') ?? '';
      return `https://player.vimeo.com/video/${id}?dnt=1${/^[0-9a-f]+$/.test(hidden) ? `&h=${hidden}` : ''}`;
    },
  },
  // Twitch asks for the name of the page it is laid into; it opens in its own window.
  { name: 'Twitch', hosts: ['twitch.tv'], embed: () => null },
  { name: 'Jitsi Meet', hosts: ['meet.jit.si'], embed: (url) => url.href },
  { name: 'Zoom', hosts: ['zoom.us', 'zoom.com'], embed: () => null },
  { name: 'Microsoft Teams', hosts: ['teams.microsoft.com', 'teams.live.com'], embed: () => null },
  { name: 'Google Meet', hosts: ['meet.google.com'], embed: () => null },
  { name: 'Webex', hosts: ['webex.com'], embed: () => null },
];

/** The origins that pages may lay into themselves (`frame-src`). */
export const playerOrigins = [
  'https://www.youtube-nocookie.com',
  'https://player.vimeo.com',
  'https://meet.jit.si',
] as const;

/** The player that an address belongs to; null where it is none that is let in. */
export function playerOf(address: string): Player | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' || url.username || url.password || url.port) return null;
  return (
    players.find(({ hosts }) =>
      hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`)),
    ) ?? null
  );
}

/** The address by which a video is laid into a page; null where it opens in a window of its own only. */
export function embedOf(address: string): string | null {
  const embedded = playerOf(address)?.embed(new URL(address)) ?? null;
  // Pages may lay nothing else into themselves: it would stay empty.
  return embedded !== null && playerOrigins.some((origin) => origin === new URL(embedded).origin)
    ? embedded
    : null;
}
