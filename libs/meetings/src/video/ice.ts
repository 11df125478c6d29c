import { createHmac } from 'node:crypto';
import type { WayIn } from '@foyer/contracts';
import type { Env } from '@foyer/platform';

type Servers = Extract<WayIn, { kind: 'built-in' }>['iceServers'];
type Given = Pick<Env, 'STUN_URLS' | 'TURN_URLS' | 'TURN_SECRET'>;

/** A connection that is made at the end of a long meeting may still be renewed. */
const lastingSeconds = 4 * 3_600;

/**
 * The servers that help two browsers find each other. Passwords of the relay are made from its secret, for one person
 * and some hours (draft-uberti-behave-turn-rest-00, which coturn and others know).
 */
export function iceServers(env: Given, person: string, now: Date): Servers {
  const { STUN_URLS: stun, TURN_URLS: turn, TURN_SECRET: secret } = env;
  const username = `${Math.floor(now.getTime() / 1_000) + lastingSeconds}:${person}`;
  return [
    ...(stun.length ? [{ urls: stun }] : []),
    ...(turn.length && secret
      ? [
          {
            urls: turn,
            username,
            credential: createHmac('sha1', secret).update(username).digest('base64'),
          },
        ]
      : []),
  ];
}
