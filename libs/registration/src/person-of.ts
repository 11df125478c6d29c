import { Problem, type Call } from '@foyer/platform';

/** Who acts. @throws Problem not_signed_in for strangers and for the house */
export function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}
