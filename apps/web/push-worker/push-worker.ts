import type { PushMessage } from '@foyer/contracts';

// A worker of its own: it shows what comes from the push service, and keeps no page and no answer.
declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(pageOf(event.notification.data)));
});

/** Browsers demand that something is shown for whatever comes, also for what cannot be read. */
const unreadable = { id: '', topic: '', language: 'en', title: 'Foyer', text: '', path: '/' };

function read(data: PushMessageData | null): PushMessage {
  try {
    return { ...unreadable, ...(data?.json() as Partial<PushMessage>) };
  } catch {
    return unreadable;
  }
}

async function show({ id, topic, language, title, text, path }: PushMessage): Promise<void> {
  // Sent twice after a crash it is the same: it takes its own place, and does not ring again.
  const there = topic === '' ? [] : await self.registration.getNotifications({ tag: topic });
  const again = there.some(({ data }) => keptIn(data, 'id') === id);
  await self.registration.showNotification(title, {
    body: text,
    lang: language,
    data: { id, path },
    icon: '/icon-192.png',
    ...(topic === '' ? {} : { tag: topic, renotify: !again }),
  });
}

/** A page of our own, whatever the message says: no other house is opened in our name. */
function pageOf(data: unknown): string {
  const home = self.location.origin;
  try {
    const page = new URL(keptIn(data, 'path'), home);
    return page.origin === home ? page.href : home;
  } catch {
    return home;
  }
}

async function open(page: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find(({ url }) => url === page);
  await (there ? there.focus() : self.clients.openWindow(page));
}

function keptIn(data: unknown, name: 'id' | 'path'): string {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, name) : '';
  return typeof value === 'string' ? value : '';
}
