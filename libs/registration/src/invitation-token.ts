import { createHash, createHmac } from 'node:crypto';
import type { Env } from '@foyer/platform';

/**
 * The token of an invitation's link. It is worked out from a secret that is not in the database, so it stands in no
 * table and no queue: a copy of the database opens no link. A new version makes another, and the old one is dead.
 */
export function invitationToken(env: Pick<Env, 'FOYER_SECRET'>, invitation: string, version: number): string {
  return createHmac('sha256', env.FOYER_SECRET)
    .update(`invitation\0${invitation}\0${version}`)
    .digest('base64url');
}

/** What the table knows of a token. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Where an invitation is answered. Opening the page changes nothing. */
export function invitationUrl(
  env: Pick<Env, 'FOYER_SECRET' | 'publicUrl'>,
  invitation: string,
  version: number,
): string {
  return `${env.publicUrl}/invitation/${invitationToken(env, invitation, version)}`;
}
