import { useCall } from '../server/api.js';
import { useMeQuery } from '../server/me.js';
import { Loaded } from './Loaded.js';
import { Loading } from './Loading.js';

/**
 * Stands until it is known who reads, and who they are in an event, where one is given by its short name; where that
 * cannot be found out, says so and offers to try again.
 */
export function MeLoading({ event }: { event?: string }) {
  const me = useMeQuery();
  const enabled = event !== undefined && Boolean(me.data);
  const place = useCall('getMyPlace', { params: { event: event ?? '' } }, { enabled });
  if (enabled) return <Loaded query={place}>{() => <Loading />}</Loaded>;
  return <Loaded query={me}>{() => <Loading />}</Loaded>;
}
