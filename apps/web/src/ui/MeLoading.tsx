import { useMeQuery } from '../server/me.js';
import { Loaded } from './Loaded.js';
import { Loading } from './Loading.js';

/** Stands until it is known who reads; where that cannot be found out, says so and offers to try again. */
export function MeLoading() {
  const query = useMeQuery();
  return <Loaded query={query}>{() => <Loading />}</Loaded>;
}
