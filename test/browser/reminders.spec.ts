import { houseCall } from '@foyer/platform';
import { ReminderRules } from '@foyer/reminders';
import {
  anEvent,
  aParticipant,
  aPerson,
  chromiumPath,
  openBrowser,
  openPage,
  startFoyer,
  TestPushService,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { accessibilityFaults, bothPictures, settled } from './kit.js';

const hour = 3_600_000;

(chromiumPath ? describe : describe.skip)('reminders, in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  let service: TestPushService;
  beforeAll(async () => {
    foyer = await startFoyer();
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
    service = await TestPushService.start();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
    await service.stop();
  });

  async function anEventIn(hours: number) {
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia Organiser' });
    const event = await anEvent(foyer, {
      ...{ owner, timeZone: 'Asia/Tbilisi', languages: ['en', 'ka'] },
      title: { en: 'Clusters of the region meet', ka: 'რეგიონის კლასტერები ხვდებიან' },
      startsAt: new Date(foyer.clock.now().getTime() + hours * hour),
      endsAt: new Date(foyer.clock.now().getTime() + (hours + 8) * hour),
    });
    return { owner, event };
  }

  it('are changed by organisers, who see what goes out when and to how many', async () => {
    const { owner, event } = await anEventIn(100);
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto(`/e/${event.slug}/manage/reminders`);
    await settled(page);
    const first = page.getByRole('region', { name: 'First reminder of the event' });
    const preview = first.getByRole('status');
    // Nobody has registered yet: it goes out all the same to whoever does.
    expect(await preview.innerText()).toMatch(/^Goes out: .+\nTo 0 people, as things stand/);
    await aParticipant(foyer, event);
    await page.reload();
    await settled(page);
    expect(await preview.innerText()).toMatch(/^Goes out: .+\nTo 1 person, as things stand\nIn somebody/);
    const before = await preview.innerText();
    await first.getByLabel('How long before: First reminder of the event').fill('2');
    expect(await preview.innerText()).not.toBe(before);
    await first.getByLabel('How long before: First reminder of the event').fill('9');
    expect(await preview.innerText()).toContain('That moment has passed');
    await first.getByLabel('How long before: First reminder of the event').fill('90');
    await first.getByText('Choose something in this range: 2 hours – 30 days.').waitFor();
    await first.getByLabel('How long before: First reminder of the event').fill('2');
    const meetings = page.getByRole('region', { name: 'Meetings', exact: true });
    await meetings.getByRole('switch', { name: 'Remind: Meetings' }).uncheck();
    await meetings.getByText('Nobody is reminded.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    await page.reload();
    expect(await first.getByLabel('How long before: First reminder of the event').inputValue()).toBe('2');
    expect(await first.getByText('Usual: 1 day').isVisible()).toBe(true);
    expect(await meetings.getByRole('switch').isChecked()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await bothPictures(page, 'reminder-rules');
  });

  it('ring a bell while one is there, lead where they belong, and are read once on all devices', async () => {
    // Whoever registers when the hour before has begun is not told of it.
    const { event } = await anEventIn(1 + 1 / 3_600);
    const person = await aPerson(foyer, { name: 'Ana Beridze', language: 'ka', timeZone: 'Asia/Tbilisi' });
    await aParticipant(foyer, event, { person });
    await foyer.database.write(houseCall, async (tx) => {
      await foyer.get(ReminderRules).reconcile(tx, { event: event.id });
      return null;
    });
    const [here, there] = [
      await openPage(browser, foyer, { person }),
      await openPage(browser, foyer, { person }),
    ];
    for (const page of [here, there]) {
      await page.goto('/account/notifications');
      await settled(page);
      await page.getByRole('button', { name: 'შეტყობინებები', exact: true }).waitFor();
    }
    foyer.clock.advance(2_000);
    await here.getByRole('status').getByText('მოვიდა შეტყობინება: შეხსენება: რეგიონის კლასტერები').waitFor();
    const rung = { name: 'შეტყობინებები: 1 წაუკითხავი შეტყობინება' };
    await there.getByRole('button', rung).waitFor();
    await here.getByRole('button', rung).click();
    await here.getByRole('link', { name: /წაუკითხავი: შეხსენება/ }).waitFor();
    expect(await accessibilityFaults(here)).toEqual([]);
    await bothPictures(here, 'notifications');
    await here.getByRole('link', { name: /წაუკითხავი: შეხსენება/ }).click();
    await here.waitForURL(`**/e/${event.slug}`);
    await there.getByRole('button', { name: 'შეტყობინებები', exact: true }).click();
    await there.getByRole('button', { name: /^წაუკითხავად მონიშვნა: შეხსენება/ }).click();
    await here.getByRole('button', rung).waitFor();
    await here.close();
    await there.close();
  });

  it('come as each person wants them, and not in their quiet hours', async () => {
    const person = await aPerson(foyer, { name: 'Ben Popa', language: 'az', timeZone: 'Asia/Baku' });
    const page = await openPage(browser, foyer, { person });
    await page.goto('/account/notifications');
    await settled(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await bothPictures(page, 'notification-settings');
    const mail = page.getByRole('checkbox', { name: 'tədbir xatırlatmaları: E-poçt' });
    await mail.uncheck();
    await page.getByLabel('Başlayır').fill('22:30');
    await page.getByRole('button', { name: 'Yadda saxla' }).click();
    await page.getByText('Yadda saxlanıldı').first().waitFor();
    await page.reload();
    expect([await mail.isChecked(), await page.getByLabel('Başlayır').inputValue()]).toEqual([
      false,
      '22:30',
    ]);
    await page.close();
  });

  it('come to a device that somebody adds by a press, and lead where they belong', async () => {
    const { event } = await anEventIn(1 + 1 / 3_600);
    const person = await aPerson(foyer, { name: 'Nino Lomidze', timeZone: 'Asia/Tbilisi' });
    const page = await openPage(browser, foyer, { person });
    await page.context().grantPermissions(['notifications'], { origin: foyer.url });
    const device = service.browser();
    // The push service of a browser's maker is not to be reached from a test, and a browser without a screen shows no
    // notification: what the one would give comes from ours, and what the other would show is noted.
    await page.addInitScript((given) => {
      let made: object | null = null;
      const subscription = {
        toJSON: () => given,
        unsubscribe: () => {
          made = null;
          return Promise.resolve(true);
        },
      };
      Object.assign(PushManager.prototype, {
        getSubscription: () => Promise.resolve(made),
        subscribe: () => Promise.resolve((made = subscription)),
      });
      Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
    }, device.subscription);
    await page.goto('/account/notifications');
    await settled(page);
    await page.getByRole('button', { name: 'Tell me on this device' }).click();
    const here = page.getByRole('region', { name: 'On this device' });
    await here.getByText('You are told on this device.').waitFor();
    await here.getByRole('button', { name: /^Send a test to / }).click();
    await here.getByText('The push service has taken the test.', { exact: false }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await bothPictures(page, 'push-devices');
    // On a phone the columns bear icons, and their names for who does not see them.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('columnheader', { name: 'On devices' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await aParticipant(foyer, event, { person });
    await foyer.database.write(houseCall, async (tx) => {
      await foyer.get(ReminderRules).reconcile(tx, { event: event.id });
      return null;
    });
    foyer.clock.advance(5_000);
    const { message } = await device.waitFor(2);
    expect(message.title).toMatch(/^Reminder: Clusters of the region meet, /);
    // As the browser would, once its push service brings it.
    const session = await page.context().newCDPSession(page);
    const registered = new Promise<string>((found) =>
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
        if (one) found(one.registrationId);
      }),
    );
    await session.send('ServiceWorker.enable');
    const registrationId = await registered;
    const [worker] = page.context().serviceWorkers();
    if (!worker) throw new Error('no service worker');
    await worker.evaluate(() => {
      const [shown, opened]: [object[], string[]] = [[], []];
      const registration: object = Reflect.get(globalThis, 'registration');
      Object.assign(registration, {
        showNotification: (title: string, options: object) =>
          Promise.resolve(shown.push({ title, ...options })),
        getNotifications: () => Promise.resolve(shown),
      });
      Object.assign(Reflect.get(globalThis, 'clients'), {
        openWindow: (page: string) => Promise.resolve(opened.push(page)),
      });
      Object.assign(globalThis, { shown, opened });
    });
    const seen = () =>
      until('a notification', async () => {
        const all = await worker.evaluate((): object[] => Reflect.get(globalThis, 'shown'));
        return all.length > 0 ? all : undefined;
      });
    const deliver = (sent: object) =>
      session.send('ServiceWorker.deliverPushMessage', {
        ...{ origin: foyer.url, registrationId },
        data: JSON.stringify(sent),
      });
    await deliver(message);
    const what = { title: message.title, body: message.text, tag: message.topic, lang: 'en', renotify: true };
    expect(await seen()).toMatchObject([what]);
    /** Presses a notification that leads there. @returns what was opened */
    const press = (path: string): Promise<string[]> =>
      worker.evaluate(async (to) => {
        const event = new Event('notificationclick');
        let done: Promise<unknown> = Promise.resolve();
        const notification = { data: { id: '', path: to }, close: () => undefined };
        Object.assign(event, { notification, waitUntil: (work: Promise<unknown>) => (done = work) });
        globalThis.dispatchEvent(event);
        await done;
        const opened: string[] = Reflect.get(globalThis, 'opened');
        return opened.splice(0);
      }, path);
    expect(await press(message.path)).toEqual([`${foyer.url}/e/${event.slug}`]);
    // No other house is opened in our name.
    for (const elsewhere of ['https://elsewhere.test/', '//elsewhere.test/a', 'javascript:alert(1)']) {
      expect(await press(elsewhere)).toEqual([foyer.url]);
    }
    await page.context().close();
  });
});
