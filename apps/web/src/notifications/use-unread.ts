import { streams } from '@foyer/contracts';
import { useStream } from '../server/live.js';

/** What the reader has not read yet, newest first; undefined until that is known. */
export function useUnread(person: string): string[] | undefined {
  const followed = useStream(streams.notifications, { person });
  if (followed?.status !== 'ready') return undefined;
  const { unread } = followed.state;
  // Ids rise with time.
  return Object.keys(unread).sort((one, other) => (one < other ? 1 : -1));
}
