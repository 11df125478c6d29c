import { i18nFor } from '@foyer/locales';
import type { Foyer } from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { bothPictures } from '../kit.js';

/** Where the story of S1 happens; `desk` is the organiser’s window. */
export interface Stage {
  foyer: Foyer;
  browser: Browser;
  desk: Page;
}
export const organiser = 'ana.lomidze@example.org';
export const moderator = 'mariam.gelashvili@example.org';
export const english = { email: 'Your mail address', send: 'Send me a code', code: 'Code from the mail' };
export const path = '/e/ict-innovation-networking-event';
export const titles = {
  en: 'ICT innovation networking event',
  ka: 'ICT ინოვაციების ქსელური ღონისძიება',
  uk: 'Нетворкінг про інновації в ІКТ',
};
export const categories = [
  ['Innovation cluster', 'ინოვაციური კლასტერი', 'Інноваційний кластер', 'an IT cluster'],
  ['Business association', 'ბიზნესასოციაცია', 'Бізнес-асоціація', 'an association of exporters'],
  [
    'Incubator or accelerator',
    'ინკუბატორი ან აქსელერატორი',
    'Інкубатор або акселератор',
    'a start-up factory',
  ],
  ['Technology park', 'ტექნოპარკი', 'Технопарк', 'a high-tech park'],
  [
    'Ministry or state body',
    'სამინისტრო ან სახელმწიფო უწყება',
    'Міністерство чи державний орган',
    'a ministry of economy',
  ],
  ['EU delegation', 'ევროკავშირის დელეგაცია', 'Делегація ЄС', 'a programme manager'],
  [
    'Digital-market coordinator',
    'ციფრული ბაზრის კოორდინატორი',
    'Координатор цифрового ринку',
    'a national coordinator',
  ],
  ['ICT expert network', 'ICT ექსპერტთა ქსელი', 'Мережа експертів ІКТ', 'a member of the network'],
] as const;

/** One text in the event’s three languages. */
export async function inAll(of: Page, label: string, texts: readonly string[]): Promise<void> {
  for (const [index, language] of ['English', 'ქართული', 'Українська'].entries()) {
    await of.getByLabel(`${label} (${language})`).fill(texts[index] ?? '');
  }
}
export const picture = (of: Page, name: string): Promise<void> => bothPictures(of, `s1-${name}`);
export const texts = async (language: 'ka' | 'uk') => (await i18nFor(language)).t;
