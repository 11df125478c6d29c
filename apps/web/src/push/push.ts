import { PushSubscription as Given } from '@foyer/contracts';
import { api, type Answer } from '../server/api.js';

/** What stands in the way of being told on this browser. */
export type PushObstacle = 'ios' | 'unsupported' | 'denied';

/** What stands in the way here, as far as it can be known without asking; null where nothing does. */
export function pushObstacle(): PushObstacle | null {
  // A browser that cannot, one of a private window, and every page that is not over https.
  const knows = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!knows) return isOfApple() && !isOnHomeScreen() ? 'ios' : 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/** iPadOS calls itself a Mac; no Mac is touched. */
const isOfApple = (): boolean =>
  /iPhone|iPad/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
const isOnHomeScreen = (): boolean => matchMedia('(display-mode: standalone)').matches;

/** Somebody has closed the browser's question, or answered no. */
export class PushNotAllowed extends Error {}

/**
 * Asks the browser, which asks the person, and has them told on it. To be called by a press alone.
 * @param key of the house
 * @throws PushNotAllowed; Error where the push service is away; ProblemError
 */
export async function tellHere(key: string): Promise<Answer<'addPushDevice'>> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushNotAllowed();
  const registration = await navigator.serviceWorker.register('/push-worker.js');
  const { pushManager } = registration;
  // What was given under another key, or to somebody else who was signed in here, is not theirs to write to.
  await (await pushManager.getSubscription())?.unsubscribe();
  await installed();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return api.call('addPushDevice', { body: Given.parse(made.toJSON()) });
}

const installMilliseconds = 10_000;

/** A worker that could not be installed is never ready, and says nothing of it. */
async function installed(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_settle, reject) => {
    timer = setTimeout(() => reject(new Error('The worker was not installed')), installMilliseconds);
  });
  await Promise.race([navigator.serviceWorker.ready, late]).finally(() => clearTimeout(timer));
}

/** Whether this browser still has what it gave; who has withdrawn their leave has it no more. */
export async function isToldHere(): Promise<boolean> {
  if (pushObstacle() !== null) return false;
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) != null;
}

/** Gives up what this browser gave; what it has shown of one person is not for the next one's eyes. */
export async function tellHereNoMore(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration('/');
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
