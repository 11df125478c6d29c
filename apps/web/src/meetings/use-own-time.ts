import { isProblem } from '@foyer/client';
import { formatTimes } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { useReader } from '../ui/use-reader.js';

export interface Stretch {
  startsAt: string;
  endsAt: string;
}

/** Keeps time free for the reader, and gives it back; each says when it is done. */
export function useOwnTime() {
  const { t } = useTranslation('meetingTimes');
  const { event } = useEvent();
  const reader = useReader();
  const stale = ['listMyMeetings', 'listRequestTimes', 'listMeetingTimes', 'listPartnerTimes'] as const;
  const keep = useAction('keepFree', { stale });
  const free = useAction('giveBack', { stale });
  const params = { event: event.slug };
  const when = (times: Stretch[]): string => {
    const [first] = times;
    return first ? formatTimes(first.startsAt, first.endsAt, reader) : '';
  };
  return {
    /** @param around what stands there stays, and the rest is kept free */
    keep: (times: Stretch[], done?: () => void, around = false) =>
      keep.mutate(
        { params, body: { times, around } },
        {
          onSuccess: () => {
            notifyDone(t('own.kept', { when: when(times) }));
            done?.();
          },
        },
      ),
    free: (times: Stretch[]) =>
      free.mutate(
        { params, body: { times } },
        { onSuccess: () => notifyDone(t('own.freed', { when: when(times) })) },
      ),
    when,
    pending: keep.isPending || free.isPending,
    /** Something stands there. */
    taken: isProblem(keep.error, 'time_taken'),
    error: keep.error ?? free.error,
    forget: () => {
      keep.reset();
      free.reset();
    },
  };
}
