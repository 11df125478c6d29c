import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { api, type Answer } from '../server/api.js';

/** No passkey can be made for a bare network address. */
const isAddress = (host: string): boolean => /^[\d.]+$|^\[/.test(host);

/** Whether passkeys can be made and used on this page at all. */
export const knowsPasskeys = (): boolean => browserSupportsWebAuthn() && !isAddress(location.hostname);

/** Whether the browser offers passkeys in the field for one's address. */
export const offersPasskeys = async (): Promise<boolean> =>
  knowsPasskeys() && (await browserSupportsWebAuthnAutofill());

/** Has the device make a passkey, and adds it to one's account. */
export async function makePasskey(name: string): Promise<Answer<'addPasskey'>> {
  const optionsJSON = await api.call('preparePasskey', {});
  const passkey = await startRegistration({ optionsJSON });
  return api.call('addPasskey', { body: { name, passkey: { ...passkey, ...plain } } });
}

/** Signs in with a passkey: at once, or once somebody chooses one in the field. */
export async function enterByPasskey(inField: boolean): Promise<Answer<'signInByPasskey'>> {
  const optionsJSON = await api.call('askForPasskey', {});
  const passkey = await startAuthentication({ optionsJSON, useBrowserAutofill: inField });
  return api.call('signInByPasskey', { body: { passkey: { ...passkey, ...plain } } });
}

/** Takes back what the browser was asked for. */
export const forgetPasskeys = (): void => WebAuthnAbortService.cancelCeremony();

/** What the server has no use for stays here, as results of extensions. */
const plain = { clientExtensionResults: {}, type: 'public-key' } as const;

/** Somebody has closed the browser's window, or waited too long: no failure. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
/** The device has one for this account already. */
export const isThereAlready = (error: unknown): boolean =>
  error instanceof Error && error.name === 'InvalidStateError';
