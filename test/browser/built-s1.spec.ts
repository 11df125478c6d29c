import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { aPerson, chromiumPath, openBrowser, openPage, startFoyer } from '@foyer/test-kit';
import type { Page } from 'playwright-core';
import { inOrder, timeIs } from './kit.js';
import { hold } from './s1/day.js';
import { addSpeakers, makeAgenda, makeEvent } from './s1/prepare.js';
import { approve, askForApproval, count, exportParticipants, invite, register } from './s1/register.js';
import { organiser, type Stage } from './s1/stage.js';

let stage: Stage;
let guests: { nino: Page; taras: Page };

(chromiumPath ? describe : describe.skip)('S1 from nothing, in the browser', () => {
  const step = inOrder(it);
  beforeAll(async () => {
    const foyer = await startFoyer();
    const browser = await openBrowser();
    await aPerson(foyer, {
      ...{ email: organiser, organiser: true, name: 'Ana Lomidze', timeZone: 'Asia/Tbilisi' },
    });
    stage = { foyer, browser, desk: await openPage(browser, foyer, { timeZone: 'Asia/Tbilisi' }) };
    await timeIs(foyer, browser, '2020-12-01T09:00:00Z');
  });
  afterAll(async () => {
    await stage.browser.close();
    await stage.foyer.stop();
  });

  step('begins with a mailed code, an event in three languages and eight categories', () => makeEvent(stage));
  step('gets its speakers, of whom one claims the profile', () => addSpeakers(stage));
  step('gets its agenda by keyboard alone: two blocks, with questions after each', () => makeAgenda(stage));
  step('is registered for from two countries, in two scripts, by approval', async () => {
    await askForApproval(stage);
    guests = await register(stage);
    await approve(stage, guests);
  });
  step('gives its participants out as a file, and counts them', async () => {
    await exportParticipants(stage);
    await count(stage);
  });
  step('invites many at once, after a look at who they are', () => invite(stage));
  step('is met: one asks, the moderator lets it through, and who came is counted', () =>
    hold(stage, guests.nino, guests.taras),
  );
});
