import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventsService } from '@foyer/events';
import { RulesService } from '@foyer/meetings';
import { RegistrationQueries, RegistrationService, RegistrationSettingsService } from '@foyer/registration';
import {
  aBlock,
  aForm,
  anEvent,
  aPerson,
  aSession,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { bothPictures } from './kit.js';

let foyer: Foyer;
let browser: Browser;

(chromiumPath ? describe : describe.skip)('settings of an event in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).first().click();
  const register = async (event: { slug: string }, values = {}) => {
    const person = await aPerson(foyer);
    await foyer.get(RegistrationService).register(callBy(person), event.slug, aForm(values));
    await foyer.mailbox.waitFor(person.email, 'registration-confirmed');
    return person;
  };

  it('says how many are told of new times and what stays behind, and tells them', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer, {
      startsAt: new Date('2026-12-14T09:00:00Z'),
      endsAt: new Date('2026-12-14T17:00:00Z'),
      timeZone: 'Europe/Brussels',
    });
    await aSession(foyer, event);
    await aBlock(foyer, event);
    const people = [await register(event), await register(event)];
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage/settings`);
    const tell = page.getByRole('checkbox', { name: 'Tell the 2 people who are registered' });
    await page.getByLabel('Start').waitFor();
    expect(await tell.count()).toBe(0);
    await page.getByLabel('End').fill('2026-12-20T18:00');
    await page.getByLabel('Start').fill('2026-12-20T10:00');
    await tell.waitFor();
    expect(await tell.isChecked()).toBe(true);
    const outside = page.getByRole('status').filter({ hasText: 'Not everything lies within these times' });
    await outside.getByText('1 session', { exact: true }).waitFor();
    await outside.getByText('1 block of meetings', { exact: true }).waitFor();
    expect(await outside.getByRole('link', { name: 'Open the agenda' }).getAttribute('href')).toBe(
      `/e/${event.slug}/manage/agenda`,
    );
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'event-settings-times');
    await save(page);
    for (const { email } of people) await foyer.mailbox.waitFor(email, 'event-moved');
    await tell.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Make it a draft again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make the event a draft again?' });
    await dialog.getByRole('checkbox', { name: 'Tell the 2 people who are registered' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'event-settings-hide');
    await dialog.getByRole('button', { name: 'Make it a draft again' }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const { email } of people) await foyer.mailbox.waitFor(email, 'event-moved', 2);

    // Back again, and those who know it as called off are not to hear of it.
    await page.getByRole('button', { name: 'Publish' }).click();
    const again = page.getByRole('dialog', { name: 'Publish the event again?' });
    await again.getByRole('checkbox').uncheck();
    await again.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Everybody sees it.', { exact: true }).waitFor();
    await page.context().close();
    expect(foyer.mailbox.to(people[0]?.email ?? '', 'event-moved')).toHaveLength(2);
  });

  describe('an old tab saves only what was changed in it', () => {
    const upcoming = () =>
      anEvent(foyer, {
        startsAt: new Date(foyer.clock.now().getTime() + 86_400_000),
        endsAt: new Date(foyer.clock.now().getTime() + 2 * 86_400_000),
        title: { en: 'Clusters meat' },
        languages: ['en'],
      });
    const tabAt = async (event: Awaited<ReturnType<typeof anEvent>>, path: string, label: string) => {
      const page = await openPage(browser, foyer, { person: event.owner });
      await page.goto(`/e/${event.slug}/manage${path}`);
      await page.getByLabel(label, { exact: true }).first().waitFor();
      return page;
    };
    const saved = async (page: Page) => {
      await save(page);
      await page.getByText('Saved', { exact: true }).first().waitFor();
    };

    it('not the number of places, which another tab has limited', async () => {
      const event = await upcoming();
      await register(event);
      const capacity = 'How many places there are';
      const [old, other] = [
        await tabAt(event, '/registration', capacity),
        await tabAt(event, '/registration', capacity),
      ];
      await other.getByLabel(capacity).fill('1');
      await saved(other);
      const waits = await aPerson(foyer);
      await foyer.get(RegistrationService).register(callBy(waits), event.slug, aForm());
      await old.getByLabel('A few words above the form').fill('Welcome');
      await saved(old);
      const { settings } = await foyer.get(RegistrationSettingsService).get(callBy(event.owner), event.slug);
      expect(settings).toMatchObject({ capacity: 1, note: { en: 'Welcome' } });
      const own = await foyer.get(RegistrationQueries).mine(callBy(waits), event.slug);
      expect(own.registration?.state).toBe('waiting');
      await old.context().close();
      await other.context().close();
    });

    it('not whom somebody is shown to, who has just hidden', async () => {
      const event = await upcoming();
      const shy = await register(event, { name: 'Nnio' });
      const mine = () => foyer.get(RegistrationQueries).mine(callBy(shy), event.slug);
      const id = (await mine()).registration?.id ?? '';
      const page = await tabAt(event, `/participants/${id}`, 'Your name');
      const hidden = aForm({ name: 'Nnio', shownTo: 'nobody', about: 'Wool' });
      await foyer.get(RegistrationService).register(callBy(shy), event.slug, hidden);
      await page.getByLabel('Your name', { exact: true }).fill('Nino');
      await save(page);
      await page.waitForURL('**/manage/participants');
      expect((await mine()).registration).toMatchObject({
        ...{ name: 'Nino', shownTo: 'nobody', listed: false, about: 'Wool' },
      });
      await page.context().close();
    });

    it('not the rules of meetings that others have set', async () => {
      const event = await upcoming();
      const rules = foyer.get(RulesService);
      const page = await tabAt(event, '/meeting-rules', 'Hours to answer');
      await rules.write(callBy(event.owner), event.slug, { answerHours: 24 });
      await page.getByRole('switch').first().check({ force: true });
      await saved(page);
      expect(await rules.read(callBy(event.owner), event.slug)).toMatchObject({
        ...{ answerHours: 24, meetings: 10 },
      });
      await page.context().close();
    });

    it('not the colour that somebody else has chosen', async () => {
      const event = await upcoming();
      const page = await tabAt(event, '/look', 'Hashtag');
      await foyer.get(EventsService).update(callBy(event.owner), event.slug, { colour: '#0b5d4a' });
      await page.getByLabel('Hashtag', { exact: true }).fill('clusters');
      await saved(page);
      const answer = await fetch(`${foyer.url}/api/events/${event.slug}`);
      expect(await answer.json()).toMatchObject({ colour: '#0b5d4a', hashtag: 'clusters' });
      await page.context().close();
    });

    it('not the times of an event that was moved meanwhile', async () => {
      const event = await upcoming();
      const page = await tabAt(event, '/settings', 'Title');
      const later = { startsAt: '2027-03-01T09:00:00.000Z', endsAt: '2027-03-01T17:00:00.000Z' };
      await foyer.get(EventsService).update(callBy(event.owner), event.slug, { ...later, tell: false });
      await page.getByLabel('Title', { exact: true }).fill('Clusters meet');
      await saved(page);
      const answer = await fetch(`${foyer.url}/api/events/${event.slug}`);
      expect(await answer.json()).toMatchObject({ ...later, title: { en: 'Clusters meet' } });
      await page.context().close();
    });
  });
});
