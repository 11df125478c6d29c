import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  aRelay,
  callBy,
  chromiumPath,
  faultsOf,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
  type Relay,
} from '@foyer/test-kit';
import type { Meeting } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { BookingsService, ColleaguesService, RequestsService } from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import { chromium, type Browser, type Page } from 'playwright-core';

let foyer: Foyer;
let browser: Browser;
let event: EventEntity & { owner: Account };
let ana: Account;
let orest: Account;
let ieva: Account;
let meeting: Meeting;
let later: Meeting;
let path: string;
let relay: Relay;

/** Sets the event's clock, so many minutes from a meeting's start. */
async function itIs(minutes: number, { startsAt } = meeting): Promise<void> {
  foyer.clock.set(new Date());
  const at = new Date(Date.parse(startsAt) + minutes * 60_000);
  await sql`update event set clock_at = ${at}, clock_real = ${foyer.clock.now()}, clock_rate = 1
    where id = ${event.id}`.execute(foyer.database.sql);
}
async function participant(name: string, organisation: string, rest: object = {}): Promise<Account> {
  const person = await aPerson(foyer, { name, timeZone: 'Asia/Tbilisi' });
  return aParticipant(foyer, event, { person, name, organisation, ...rest });
}
async function booked(from: Account, to: Account, slot = ''): Promise<Meeting> {
  const { id } = await foyer.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
  return foyer.get(BookingsService).accept(callBy(to), event.slug, id, slot);
}
/** Waits until the picture of somebody is there and moves. */
async function seesMoving(page: Page, label: string): Promise<void> {
  const video = page.getByLabel(label, { exact: true });
  await video.waitFor();
  await page.waitForFunction(
    (name) => {
      const element = [...document.querySelectorAll('video')].find(
        (one) => one.getAttribute('aria-label') === name,
      );
      if (!element || element.videoWidth === 0) return false;
      const { totalVideoFrames: frames } = element.getVideoPlaybackQuality();
      const before = Number(element.dataset['frames'] ?? frames);
      element.dataset['frames'] = String(before);
      return frames > before + 2;
    },
    label,
    { polling: 100 },
  );
}
/** Pictures so small, and sound so plain, that one machine can be a dozen connections at once. */
async function lookSmall(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = ({ audio, video } = {}) =>
      ask({
        audio: audio ? { echoCancellation: false, noiseSuppression: false, autoGainControl: false } : false,
        video: video ? { width: 160, height: 120 } : false,
      });
  });
}
/** As a strict network would have it: this window reaches nobody directly, but by the relay alone. */
async function letNothingThrough(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    Object.assign(window, { made });
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(given?: RTCConfiguration) {
        super({ ...given, iceTransportPolicy: 'relay' });
        made.push(this);
      }
    };
  });
}
const picture = (name: string) => `Picture of ${name}`;
const orestName = 'Orest Kovalenko';
const anaName = 'ანა ქავთარაძე';
const ievaName = 'Ieva Žukauskaitė';
const wine = 'ღვინის კლასტერი';
const furniture = 'Baltijos baldų klasteris';

(chromiumPath ? describe : describe.skip)('the room of a meeting in a browser', () => {
  beforeAll(async () => {
    const secret = 'relay-secret-of-the-test';
    relay = await aRelay(secret, () => foyer.clock.now());
    foyer = await startFoyer({ env: { TURN_URLS: relay.url, TURN_SECRET: secret } });
    browser = await chromium.launch({
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      args: [
        '--no-sandbox',
        // So few pictures a second that two processors can send a dozen of them.
        '--use-fake-device-for-media-stream=fps=5',
        '--use-fake-ui-for-media-stream',
        '--auto-accept-this-tab-capture',
      ],
    });
    event = await anEvent(foyer, { timeZone: 'Asia/Baku', title: { en: 'Clusters meet' } });
    ana = await participant(anaName, wine, {
      offers: ['Wine export', 'Cold storage'],
      needs: ['Packaging', 'Logistics'],
    });
    orest = await participant(orestName, 'Lviv Logistics Cluster', {
      offers: ['Logistics', 'packaging', 'Customs'],
      needs: ['Wine export'],
      about: 'We bring goods from the Black Sea to the Baltic within four days.',
      timeZone: 'Europe/Kyiv',
    });
    ieva = await participant(ievaName, furniture);
    const { slots } = await aBlock(foyer, event, { tables: 3 });
    meeting = await booked(ana, orest, slots[0]?.id);
    later = await booked(ana, ieva, slots[2]?.id);
    path = `/e/${event.slug}/meetings/${meeting.id}`;
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
    relay.close();
  });

  let hers: Page;
  let his: Page;

  it('shows oneself and the way in before, and nothing to a third', async () => {
    await itIs(-12);
    hers = await openPage(browser, foyer, { person: ana });
    await hers.goto(path);
    await hers.getByRole('heading', { name: 'Your meeting is coming' }).waitFor();
    expect(await hers.getByRole('button', { name: 'Enter', exact: true }).isDisabled()).toBe(true);
    await hers.getByRole('button', { name: 'Check camera and microphone' }).click();
    await seesMoving(hers, 'You');
    await hers.getByText('You are heard').waitFor();
    await hers.getByLabel('Camera', { exact: true }).waitFor();
    expect(await faultsOf(hers)).toEqual([]);
    await shoot(hers, 'room-before');
    const third = await openPage(browser, foyer, { person: ieva });
    await third.goto(path);
    await third.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await third.context().close();
  });

  it('lets two see and hear each other, mute, write, come back after a reload and see who waits', async () => {
    await itIs(0.2);
    his = await openPage(browser, foyer, { person: orest, width: 390 });
    await Promise.all([hers.goto(path), his.goto(path)]);
    await hers.getByRole('button', { name: 'Enter', exact: true }).click();
    await hers.getByText('Not here yet').first().waitFor();
    await his.getByText('Already here and waiting for you').waitFor();
    await his.getByRole('button', { name: 'Enter', exact: true }).click();
    await Promise.all([seesMoving(hers, picture(orestName)), seesMoving(his, picture(anaName))]);
    await hers.getByText('Good connection').waitFor();
    expect(await faultsOf(hers)).toEqual([]);
    expect(await faultsOf(his)).toEqual([]);
    await shoot(hers, 'room-during');
    await shoot(his, 'room-during-390');

    await his.getByRole('button', { name: 'Mute' }).click();
    await hers.getByText('Muted', { exact: true }).waitFor();
    await his.getByRole('button', { name: 'Camera off' }).click();
    await hers.getByText('The camera is off').waitFor();
    await his.getByRole('button', { name: 'Camera on' }).click();
    await his.getByRole('button', { name: 'Unmute' }).click();
    await seesMoving(hers, picture(orestName));

    await his.getByLabel('Your message').fill('გამარჯობა!');
    await his.getByRole('button', { name: 'Send' }).click();
    await hers.getByRole('log').getByText('გამარჯობა!').waitFor();

    // Loaded again, it goes on by itself.
    await his.reload();
    await Promise.all([seesMoving(hers, picture(orestName)), seesMoving(his, picture(anaName))]);
    const { rows } = await sql<{ state: string }>`select state from meeting where id = ${meeting.id}`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([{ state: 'held' }]);
  });

  it('goes on for longer when both agree, and moves to another window of the same person', async () => {
    await hers.getByRole('button', { name: '10 min more' }).click();
    await his.getByText(`${anaName} would like 10 min more.`).waitFor();
    await his.getByRole('button', { name: 'Agree to 10 min' }).click();
    await hers.getByText('30 min left').waitFor();
    // The next meeting begins then.
    await hers.getByRole('button', { name: '15 min more' }).click();
    await hers.getByText('You have something else then. Choose a shorter time.').waitFor();
    await his.getByRole('button', { name: '15 min more' }).click();
    await his.getByText(`Somebody has something else then: ${anaName}.`).waitFor();

    const other = await hers.context().newPage();
    await other.goto(path);
    await other.getByRole('button', { name: 'Enter', exact: true }).click();
    await hers.getByText('You are in this meeting in another window').waitFor();
    await seesMoving(other, picture(orestName));
    await hers.getByRole('button', { name: 'Go on in this window' }).click();
    await seesMoving(hers, picture(orestName));
    await other.getByText('You are in this meeting in another window').waitFor();
    await other.close();
    await his.getByRole('button', { name: 'Leave' }).click();
    await his.getByRole('heading', { name: 'You have left' }).waitFor();
    await hers.getByText('Not here at the moment').waitFor();
    await hers.context().close();
    await his.context().close();
  });

  // A dozen connections ask for two idle processors; where other tests run beside, it says nothing of the room.
  const fourIt = process.env['PICTURES'] ? it : it.skip;
  fourIt(
    'lets four see each other, one by the relay alone, one sharing a screen, one coming back',
    async () => {
      const nino = await participant('Nino Beridze', wine);
      const tomas = await participant('Tomas Kazlauskas', furniture);
      const colleagues = foyer.get(ColleaguesService);
      await colleagues.add(callBy(ana), event.slug, later.id, nino.id);
      await colleagues.add(callBy(ieva), event.slug, later.id, tomas.id);
      await itIs(0.2, later);
      const four = await Promise.all(
        [ana, nino, ieva, tomas].map(async (person, index) => ({
          name: person.name,
          page: await openPage(browser, foyer, { person, ...(index === 0 ? {} : { width: 390 }) }),
        })),
      );
      type Window = (typeof four)[number];
      const [anas, ninos, ievas, tomass] = four as [Window, Window, Window, Window];
      const seeEachOther = (windows: Window[]) =>
        Promise.all(
          windows.flatMap(({ page }) =>
            windows.filter((one) => one.page !== page).map(({ name }) => seesMoving(page, picture(name))),
          ),
        );
      for (const { page } of four) {
        // Two dozen pictures take their time where other tests run beside.
        page.setDefaultTimeout(90_000);
        await lookSmall(page);
      }
      await letNothingThrough(ninos.page);
      const enter = ({ page }: Window) => page.getByRole('button', { name: /^Enter/ }).click();
      await Promise.all(four.map(({ page }) => page.goto(`/e/${event.slug}/meetings/${later.id}`)));
      await Promise.all(four.map(enter));
      await seeEachOther(four);
      await shoot(anas.page, 'room-four');
      await shoot(tomass.page, 'room-four-390');
      // What she sends and gets has gone through the relay, where she was let in by a password of her own.
      const ways = await ninos.page.evaluate(async () => {
        const made = (Reflect.get(window, 'made') as RTCPeerConnection[]).filter(
          ({ connectionState }) => connectionState === 'connected',
        );
        const reports = await Promise.all(made.map(async (one) => [...(await one.getStats()).values()]));
        return reports.map((all) => {
          const pair = all.find(({ type, nominated }) => type === 'candidate-pair' && nominated);
          return all.find(({ id }) => id === pair?.localCandidateId)?.candidateType;
        });
      });
      expect(ways).toEqual(['relay', 'relay', 'relay']);
      expect(relay.let().some((name) => name.endsWith(`:${nino.id}`))).toBe(true);
      expect(relay.carried()).toBeGreaterThan(50_000);

      await ievas.page.getByRole('button', { name: 'Share the screen' }).click();
      await ievas.page.getByRole('button', { name: 'Stop sharing' }).waitFor();
      await Promise.all([anas, ninos, tomass].map(({ page }) => seesMoving(page, `Screen of ${ievaName}`)));
      await shoot(anas.page, 'room-screen');
      await shoot(tomass.page, 'room-screen-390');
      await ievas.page.getByRole('button', { name: 'Stop sharing' }).click();
      await anas.page.getByLabel(`Screen of ${ievaName}`).waitFor({ state: 'detached' });

      await tomass.page.reload();
      await anas.page.getByRole('button', { name: 'Leave' }).click();
      await seeEachOther([ninos, ievas, tomass]);
      await enter(anas);
      await seeEachOther(four);
      for (const { page } of four) await page.context().close();
    },
    240_000,
  );

  it('takes the server that organisers name, and never shows its secret again', async () => {
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage/meeting-video`);
    await page.getByRole('radio', { name: 'Jitsi' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Enter an address that begins with https://').waitFor();
    await page.getByLabel('Address of the server').fill('https://meet.example.org');
    await page.getByLabel('App ID').fill('foyer');
    await page.getByLabel('App secret, or the private key (PEM)').fill('a secret of theirs');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('A secret is kept, encrypted.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'meeting-video');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await page.getByLabel('App ID').waitFor();
    await shoot(page, 'meeting-video-390');
    expect(await page.content()).not.toContain('a secret of theirs');
    await page.context().close();
  });
});
