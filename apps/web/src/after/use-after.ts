import { streams, type Contact, type ContactCard, type MeetingAfter } from '@foyer/contracts';
import { useEffect, useMemo } from 'react';
import { useEvent } from '../events/use-event.js';
import { forget, useCall } from '../server/api.js';
import { useStream } from '../server/live.js';
import type { Reading } from '../ui/Loaded.js';

export interface After {
  /** By meeting. */
  after: ReadonlyMap<string, MeetingAfter>;
  /** By person. */
  contacts: ReadonlyMap<string, Contact>;
  /** What I would give of myself. */
  mine: ContactCard;
}

/** What I said and noted of my meetings, and my contacts; read anew when another window or the other one changes it. */
export function useAfter(): Reading<After> {
  const { event, person } = useEvent();
  const input = { params: { event: event.slug } };
  const after = useCall('listMyAfter', input, { enabled: person !== null });
  const contacts = useCall('listContacts', input, { enabled: person !== null });
  const followed = useStream(
    streams.meetingAfter,
    person !== null && after.data ? { event: event.id, person } : null,
  );
  const seen = followed?.status === 'ready' ? JSON.stringify(followed.state) : undefined;
  useEffect(() => {
    if (seen !== undefined) void forget('listMyAfter', 'listContacts');
  }, [seen]);
  const data = useMemo(
    () =>
      after.data && contacts.data
        ? {
            after: new Map(after.data.after.map((one) => [one.meeting, one])),
            contacts: new Map(contacts.data.contacts.map((one) => [one.person.person, one])),
            mine: contacts.data.mine,
          }
        : undefined,
    [after.data, contacts.data],
  );
  return {
    data,
    error: after.error ?? contacts.error,
    refetch: () => Promise.all([after.refetch(), contacts.refetch()]),
  };
}
