import fs from 'node:fs/promises';
import { expect } from '@jest/globals';
import { openPage, until } from '@foyer/test-kit';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { chooseOption, enterCode, timeIs, toDesk } from '../kit.js';
import { path, picture, texts, titles, type Stage } from './stage.js';

export const guests = {
  nino: {
    language: 'ka',
    name: 'ნინო ბერიძე',
    email: 'nino.beridze@example.org',
    category: 'ტექნოპარკი',
    organisation: 'თბილისის ტექნოპარკი',
    country: 'საქართველო',
  },
  taras: {
    language: 'uk',
    name: 'Тарас Мельник',
    email: 'taras.melnyk@example.org',
    category: 'Інноваційний кластер',
    organisation: 'Харківський ІТ-кластер',
    country: 'Україна',
  },
} as const;

/** Whoever registers waits for the organisers' yes. */
export async function askForApproval({ desk }: Stage): Promise<void> {
  await toDesk(desk, 'People', 'Registration');
  await desk.getByRole('radio', { name: /Those whom you approve/ }).check();
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await desk.getByText('Saved', { exact: true }).waitFor();
}

/** Two people ask for a place, in Georgian on a desk and in Ukrainian on a phone. */
export async function register({ foyer, browser }: Stage): Promise<{ nino: Page; taras: Page }> {
  const nino = await openPage(browser, foyer, { language: 'ka', timeZone: 'Asia/Tbilisi' });
  const taras = await openPage(browser, foyer, { language: 'uk', timeZone: 'Europe/Kyiv', width: 390 });
  await timeIs(foyer, browser, '2020-12-03T09:00:00Z');
  await nino.goto(path);
  await nino.getByRole('heading', { name: titles.ka, level: 1 }).waitFor();
  const opening = nino.locator('.agenda-row', { hasText: 'გახსნა' });
  await opening.filter({ hasText: /13:00–13:10\s*10:00–10:10/ }).waitFor();
  await picture(nino, 'page-ka');
  for (const [page, guest] of [
    [nino, guests.nino],
    [taras, guests.taras],
  ] as const) {
    const t = await texts(guest.language);
    await page.goto(`${path}/register`);
    await page.getByLabel(t('registration:name.label')).fill(guest.name);
    await page.getByRole('radio', { name: guest.category }).check();
    const box = page.getByRole('textbox', { name: t('registration:organisation.label') });
    if (page === taras) {
      // What somebody has written in Georgian letters is found by Latin ones.
      await box.fill('tbilisis tekno');
      await page.getByRole('option', { name: guests.nino.organisation }).waitFor();
    }
    await box.fill(guest.organisation);
    await page.getByRole('combobox', { name: t('registration:country.label') }).fill(guest.country);
    await chooseOption(page, guest.country);
    if (page === nino) await picture(page, 'register-ka');
    await page.getByRole('button', { name: t('registration:submit.goOn') }).click();
    await enterCode(page, foyer, guest.email, {
      email: t('people:signIn.email'),
      send: t('people:signIn.send'),
      code: t('people:signIn.code'),
    });
    await page.getByRole('heading', { name: t('places:pending.title') }).waitFor();
    const received = await foyer.mailbox.waitFor(guest.email, 'registration-state');
    expect(received.subject).toBe(
      t('mail:placeSubject.received', {
        event: titles[guest.language],
        interpolation: { escapeValue: false },
      }),
    );
  }
  await picture(taras, 'pending-uk');
  return { nino, taras };
}

/** The organiser says yes to both at once; their open pages say so, and a mail does. */
export async function approve({ foyer, desk }: Stage, pages: { nino: Page; taras: Page }): Promise<void> {
  await toDesk(desk, 'People', 'Participants');
  await desk.getByText('Wait for approval: 2').waitFor();
  await picture(desk, 'pending');
  await desk.getByRole('checkbox', { name: 'Choose all shown' }).check();
  const chosen = desk.getByRole('region', { name: 'Chosen: 2' });
  await chosen.getByRole('button', { name: 'Approve' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await desk.getByText('Confirmed: 2', { exact: true }).waitFor();
  for (const who of ['nino', 'taras'] as const) {
    const { language, email } = guests[who];
    const t = await texts(language);
    await pages[who].getByRole('heading', { name: t('registration:done.title') }).waitFor();
    const { subject, attachments } = await foyer.mailbox.waitFor(email, 'registration-confirmed');
    expect(subject).toContain(titles[language]);
    expect(attachments.map(({ mimeType }) => mimeType)).toContain('text/calendar');
  }
  await picture(desk, 'participants');
}

/** The list of participants comes out as a file, with what they have said. */
export async function exportParticipants({ desk }: Stage): Promise<void> {
  await desk.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('menuitem', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('ict-innovation-networking-event-participants.csv');
  const rows: unknown = parse(await fs.readFile(await file.path(), 'utf8'), { bom: true, columns: true });
  const common = { state: 'confirmed', confirmed: '2020-12-03 10:00', attended: 'no', listed: 'yes' };
  const { nino, taras } = guests;
  // By name, in the order of the page.
  expect(rows).toEqual([
    expect.objectContaining({
      ...{ ...common, name: taras.name, email: taras.email, country: 'UA', language: 'uk' },
      ...{ category: 'innovation-cluster', organisation: taras.organisation, time_zone: 'Europe/Kyiv' },
    }),
    expect.objectContaining({
      ...{ ...common, name: nino.name, email: nino.email, country: 'GE', language: 'ka' },
      ...{ category: 'technology-park', organisation: nino.organisation, time_zone: 'Asia/Tbilisi' },
    }),
  ]);
}

/** Who they are, in figures. */
export async function count({ desk }: Stage): Promise<void> {
  const nav = desk.getByRole('navigation', { name: 'Pages for organisers' });
  await nav.getByRole('link', { name: 'Overview', exact: true }).click();
  await desk.getByRole('row', { name: /^Technology park/ }).waitFor();
  await desk.getByRole('row', { name: /^Georgia/ }).waitFor();
  await desk.getByRole('row', { name: /^Ukraine/ }).waitFor();
  await picture(desk, 'overview');
}

/** Others are invited from a pasted list, after a look at it. */
export async function invite({ foyer, desk }: Stage): Promise<void> {
  await toDesk(desk, 'People', 'Invitations');
  await desk
    .getByLabel('Names and addresses')
    .fill(
      'Leyla Abbasova <leyla.abbasova@example.org>\nnot an address\nNino Beridze <nino.beridze@example.org>',
    );
  await desk.getByRole('button', { name: 'Check the list' }).click();
  await desk.getByText('Can be invited: 1').waitFor();
  await desk.getByText('Left out: Registered already').waitFor();
  await picture(desk, 'invitations');
  await desk.getByRole('button', { name: 'Invite (1)' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Yes, send' }).click();
  await desk.getByText('leyla.abbasova@example.org').first().waitFor();
  await until('the invitation is mailed', () => foyer.mailbox.to('leyla.abbasova@example.org').length === 1);
}
