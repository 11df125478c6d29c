import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useNow } from '../ui/use-now.js';

/** Whether there are times to come that a schedule gives out, and such that people choose. */
export function useTimesToCome(): { computed: boolean; chosen: boolean } {
  const { event } = useEvent();
  const now = useNow(event, 30_000);
  const blocks = useCall('listMeetingBlocks', { params: { event: event.slug } }, { staleTime: 60_000 });
  const coming = blocks.data?.blocks.filter(({ endsAt }) => Date.parse(endsAt) > now) ?? [];
  return {
    computed: coming.some(({ mode }) => mode === 'computed'),
    // Until it is known, and where there are none at all, people are led to choose, and told what there is.
    chosen: coming.length === 0 || coming.some(({ mode }) => mode !== 'computed'),
  };
}
