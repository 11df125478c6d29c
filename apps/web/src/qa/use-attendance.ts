import { useEffect } from 'react';
import { live, useConnection } from '../server/live.js';

/** Says that the reader is in the session's room, anew over every connection, and when they leave. */
export function useAttendance(session: string): void {
  const connected = useConnection() === 'live';
  useEffect(() => {
    if (!connected) return undefined;
    // Attendance is the organisers' record; the reader need not hear when it fails.
    const entering = new AbortController();
    live.command('session.enter', { session }, { signal: entering.signal }).catch(() => undefined);
    return () => {
      entering.abort();
      live.command('session.leave', { session }, { giveUpAfterMs: 5_000 }).catch(() => undefined);
    };
  }, [session, connected]);
}
