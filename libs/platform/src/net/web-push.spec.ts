import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from '@jest/globals';
import {
  arePushKeys,
  encryptPush,
  mostPushBytes,
  newVapidKey,
  vapidAuthorization,
  vapidKeyOf,
} from './web-push.js';

/** The worked example of RFC 8291, section 5 and appendix A. */
const example = {
  words: 'When I grow up, I want to be a watermelon',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const bytes = (text: string) => Buffer.from(text, 'base64url');

it('encrypts as the example of RFC 8291 does, to the byte', () => {
  const given = { salt: bytes(example.salt), privateKey: bytes(example.privateKey) };
  expect(encryptPush(example.words, example, given).toString('base64url')).toBe(example.body);
});

it('encrypts the same words differently each time, and no more than push services take', () => {
  expect(encryptPush('a', example)).not.toEqual(encryptPush('a', example));
  expect(encryptPush('x'.repeat(mostPushBytes), example)).toHaveLength(4_096);
  expect(() => encryptPush('x'.repeat(mostPushBytes + 1), example)).toThrow('Too much');
});

it('knows keys from what only looks like them', () => {
  const off = `${example.p256dh.slice(0, -1)}A`;
  expect([arePushKeys(example), arePushKeys({ ...example, p256dh: off })]).toEqual([true, false]);
  expect(arePushKeys({ ...example, auth: 'short' })).toBe(false);
});

it('proves to one push service, for less than a day, who writes', () => {
  const key = newVapidKey();
  expect(vapidKeyOf(key.privateKey)).toEqual(key);
  const now = new Date('2026-12-14T09:00:00Z');
  const endpoint = new URL('https://push.example.org:8443/send/abc');
  const said = vapidAuthorization(key, { endpoint, subject: 'mailto:no-reply@example.org', now });
  const [, head = '', body = '', signature = '', given] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(said) ?? [];
  expect(given).toBe(key.publicKey);
  expect(JSON.parse(bytes(head).toString())).toEqual({ typ: 'JWT', alg: 'ES256' });
  expect(JSON.parse(bytes(body).toString())).toEqual({
    aud: 'https://push.example.org:8443',
    exp: now.getTime() / 1_000 + 12 * 3_600,
    sub: 'mailto:no-reply@example.org',
  });
  const point = bytes(key.publicKey);
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      ...{ kty: 'EC', crv: 'P-256' },
      ...{ x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) },
    },
  });
  const right = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  expect(verify('sha256', Buffer.from(`${head}.${body}`), right, bytes(signature))).toBe(true);
});
