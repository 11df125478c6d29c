import { expect } from '@jest/globals';
import { openPage } from '@foyer/test-kit';
import type { Page } from 'playwright-core';
import { enterCode, press, timeIs } from '../kit.js';
import { english, moderator, path, picture, texts, type Stage } from './stage.js';

/** A question on its way from one participant over the moderator to another; and who came. */
export async function hold({ foyer, browser, desk }: Stage, nino: Page, taras: Page): Promise<void> {
  const uk = await texts('uk');
  const ka = await texts('ka');
  const hers = await openPage(browser, foyer, { timeZone: 'Asia/Tbilisi' });
  // The first block is over; its questions have begun.
  await timeIs(foyer, browser, '2020-12-14T10:10:00Z');
  await hers.goto(`/sign-in?next=${path}`);
  await enterCode(hers, foyer, moderator, english);
  const row = hers.locator('.agenda-row[data-now]', { hasText: 'Questions to the first block' });
  await row.getByRole('link', { name: 'Moderate' }).click();
  await hers.getByText('Nothing waits for you.').waitFor();
  // The organisers made her account; the zone is the one in which she first signed in.
  await hers.getByText('your time (Tbilisi)').waitFor();
  const room = new URL(hers.url()).pathname.replace(/\/moderate$/, '');
  await nino.goto(room);
  await taras.goto(room);
  await taras.getByRole('button', { name: uk('qa:ask.title') }).click();
  await taras
    .getByRole('dialog')
    .getByLabel(uk('qa:ask.label'))
    .fill('Як кластеру без державної підтримки зареєструватися?');
  await taras.getByRole('button', { name: uk('qa:ask.action') }).click();
  await taras.getByText(uk('qa:state.pending')).waitFor();
  await hers.locator('.desk-card', { hasText: 'Як кластеру' }).waitFor();
  await press(hers, 'j', 'a');
  await nino.getByText('Як кластеру без державної підтримки').waitFor();
  await picture(hers, 'desk');
  await picture(nino, 'room-ka');
  expect(await nino.getByText(ka('qa:list.emptyTitle')).count()).toBe(0);
  await desk.goto(`${path}/manage/attendance`);
  await desk.getByRole('heading', { name: 'Questions to the first block' }).waitFor();
  await desk.getByText(/^[23] people came/).waitFor();
  await picture(desk, 'attendance');
}
