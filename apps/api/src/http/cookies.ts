import type { Env } from '@foyer/platform';
import type { FastifyReply } from 'fastify';

type Cookies = Record<string, string | undefined>;

/** Over HTTPS the `__Host-` prefix keeps other hosts of the domain from setting it. */
const prefix = (env: Pick<Env, 'publicUrl'>): string => (env.publicUrl.startsWith('https:') ? '__Host-' : '');
const sessionName = (env: Env): string => `${prefix(env)}foyer-session`;
const challengeName = (env: Env): string => `${prefix(env)}foyer-challenge`;
const addressName = (env: Env): string => `${prefix(env)}foyer-address`;

const options = (env: Env) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: env.publicUrl.startsWith('https:') }) as const;

export function sessionCookie(env: Env, cookies: Cookies): string | undefined {
  return cookies[sessionName(env)];
}
/** @param seconds how long it lasts: not until when, since the reader's clock may be wrong */
export function setSessionCookie(env: Env, reply: FastifyReply, token: string, seconds: number): void {
  void reply.setCookie(sessionName(env), token, { ...options(env), maxAge: seconds });
}
export function clearSessionCookie(env: Env, reply: FastifyReply): void {
  void reply.clearCookie(sessionName(env), options(env));
}
/** Binds what a passkey is to sign to the browser that was asked. */
const passkeyName = (env: Env): string => `${prefix(env)}foyer-passkey`;
export function passkeyCookie(env: Env, cookies: Cookies): string | undefined {
  return cookies[passkeyName(env)];
}
export function setPasskeyCookie(env: Env, reply: FastifyReply, token: string, seconds: number): void {
  void reply.setCookie(passkeyName(env), token, { ...options(env), maxAge: seconds });
}
export function clearPasskeyCookie(env: Env, reply: FastifyReply): void {
  void reply.clearCookie(passkeyName(env), options(env));
}
/** Binds the way to a provider and back to the browser that set out. */
const tripName = (env: Env): string => `${prefix(env)}foyer-trip`;
export function tripCookie(env: Env, cookies: Cookies): string | undefined {
  return cookies[tripName(env)];
}
export function setTripCookie(env: Env, reply: FastifyReply, token: string, seconds: number): void {
  void reply.setCookie(tripName(env), token, { ...options(env), maxAge: seconds });
}
export function clearTripCookie(env: Env, reply: FastifyReply): void {
  void reply.clearCookie(tripName(env), options(env));
}
/** Binds a sign-in code to the browser that asked for it. */
export function challengeCookie(env: Env, cookies: Cookies): string | undefined {
  return cookies[challengeName(env)];
}
export function setChallengeCookie(env: Env, reply: FastifyReply, challenge: string, seconds: number): void {
  void reply.setCookie(challengeName(env), challenge, { ...options(env), maxAge: seconds });
}
export function clearChallengeCookie(env: Env, reply: FastifyReply): void {
  void reply.clearCookie(challengeName(env), options(env));
}
/** The same for a code that confirms an address: apart, so that the link in its mail signs nobody in. */
export function addressCookie(env: Env, cookies: Cookies): string | undefined {
  return cookies[addressName(env)];
}
export function setAddressCookie(env: Env, reply: FastifyReply, challenge: string, seconds: number): void {
  void reply.setCookie(addressName(env), challenge, { ...options(env), maxAge: seconds });
}
export function clearAddressCookie(env: Env, reply: FastifyReply): void {
  void reply.clearCookie(addressName(env), options(env));
}
