import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { i18nFor } from '@foyer/locales';
import {
  aPerson,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import {
  bothPictures,
  chooseOption,
  enterCode,
  inOrder,
  newSpeaker,
  press,
  releaseAs,
  tabTo,
  timeIs,
  typeSession,
  type TypedSession,
  toDesk,
} from './kit.js';

const olena = 'olena.koval@example.org';
const levan = 'levan.kiria@example.org';
const english = { email: 'Your mail address', send: 'Send me a code', code: 'Code from the mail' };
const path = '/e/integration-4-0';
const picture = (of: Page, name: string): Promise<void> => bothPictures(of, `s3-${name}`);

let foyer: Foyer;
let browser: Browser;
/** The organiser’s window. */
let desk: Page;
/** A participant’s in Tbilisi, who reads Ukrainian. */
let reader: Page;
let uk: Awaited<ReturnType<typeof i18nFor>>['t'];

const card = (title: string) => desk.locator('.ag-card', { hasText: title });
const both = async (of: Page, label: string, uk: string, en: string, nth = 0): Promise<void> => {
  await of.getByLabel(`${label} (Українська)`).nth(nth).fill(uk);
  await of.getByLabel(`${label} (English)`).nth(nth).fill(en);
};
const saved = async (): Promise<void> => {
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await desk.getByText('Saved', { exact: true }).first().waitFor();
};
(chromiumPath ? describe : describe.skip)('S3 from nothing, in the browser', () => {
  const step = inOrder(it);
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    await aPerson(foyer, { email: olena, organiser: true, name: 'Olena Koval', timeZone: 'Europe/Kyiv' });
    desk = await openPage(browser, foyer, { timeZone: 'Europe/Kyiv' });
    await timeIs(foyer, browser, '2021-02-15T09:00:00Z');
    ({ t: uk } = await i18nFor('uk'));
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  step('begins with a mailed code and an event', async () => {
    await desk.goto('/sign-in?next=/events/new');
    await enterCode(desk, foyer, olena, english);
    await desk.getByRole('heading', { name: 'New event' }).waitFor();
    await desk.getByRole('checkbox', { name: 'Українська' }).check();
    await desk.getByRole('checkbox', { name: 'English' }).uncheck();
    await desk.getByRole('checkbox', { name: 'English' }).check();
    await both(desk, 'Title', 'Інтеграція 4.0: фінал', 'Integration 4.0');
    await both(
      desk,
      'What it is for, and for whom',
      'Підсумки проєкту в п’яти регіонах і розмова про те, як промисловий хайтек входить до європейських ланцюгів.',
      'What the project came to in five regions, and how industrial high-tech joins European value chains.',
    );
    await desk.getByLabel('Start').fill('2021-03-09T10:00');
    await desk.getByLabel('End').fill('2021-03-09T15:00');
    await desk.getByRole('button', { name: 'Create the event' }).click();
    await desk.waitForURL(`**${path}/manage`);
    await desk.getByText('Only your team sees the event. Publish it.').waitFor();
  });

  step('gets partners, expected outcomes, a programme, categories and people', async () => {
    await toDesk(desk, 'Event', 'Event page');
    const partners = [
      ['Морський кластер України', 'Maritime Cluster of Ukraine', 'Hosts'],
      ['Платформа «Індустрія4Україна»', 'Industry4Ukraine platform', 'Organisers'],
      ['Приклад-Банк', 'Example Bank', 'Sponsors'],
      ['Приклад-Медіа', 'Example Media', 'Media partners'],
      [
        'Миколаївська обласна державна адміністрація',
        'Mykolaiv Regional State Administration',
        'Institutions',
      ],
    ] as const;
    for (const [index, [ukrainian, inEnglish, tier]] of partners.entries()) {
      await desk.getByRole('button', { name: 'Add a partner' }).click();
      await both(desk, 'Name', ukrainian, inEnglish, index);
      await desk.getByLabel('Tier').nth(index).selectOption(tier);
    }
    const outcomes = [
      ['Нова модель регіональної співпраці', 'A new model of regional cooperation'],
      ['Нова лінія захисту кластерів', 'A new line of defence for clusters'],
      [
        'Пріоритети спеціалізації, узгоджені владою та промисловістю',
        'Priorities of specialisation agreed between authorities and industry',
      ],
    ] as const;
    for (const [index, [ukrainian, inEnglish]] of outcomes.entries()) {
      await desk.getByRole('button', { name: 'Add an outcome' }).click();
      await both(desk, `Outcome ${index + 1}`, ukrainian, inEnglish);
    }
    await both(desk, 'Programme that it is part of', 'Дні промисловості ЄС', 'EU Industry Days');
    await both(desk, 'Place on site', 'Студія, Миколаїв', 'Studio, Mykolaiv');
    await desk.getByLabel('Mailbox for questions').fill('team@example.org');
    await saved();
    await picture(desk, 'look');

    await toDesk(desk, 'People', 'Form');
    await desk.getByRole('tab', { name: 'Categories' }).click();
    const categories = [
      ['Влада', 'Government'],
      ['Бізнес', 'Business'],
      ['Наука', 'Science'],
      ['Громадянське суспільство', 'Civil society'],
    ] as const;
    for (const [ukrainian, inEnglish] of categories) {
      await desk.getByRole('button', { name: 'Add a category' }).click();
      await both(desk, 'Name', ukrainian, inEnglish);
    }
    await desk.getByRole('button', { name: 'Remove: Participant' }).click();
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('Everything is saved.').waitFor();
    await picture(desk, 'form');

    await toDesk(desk, 'Programme', 'Speakers');
    for (const [name, organisation, role] of [
      ['Oksana Marchenko', 'Maritime Cluster of Ukraine', ['Модераторка', 'Moderator']],
      ['Andrii Bondar', 'Kharkiv Engineering Cluster', ['Директор', 'Director']],
      ['Iryna Shevchuk', 'Vinnytsia Automation Cluster', ['Голова правління', 'Chair']],
    ] as const) {
      const { form, save } = await newSpeaker(desk, name);
      await both(desk, 'Role at work', role[0], role[1]);
      await form.getByLabel('Organisation').fill(organisation);
      await form.getByRole('combobox', { name: 'Country' }).fill('Ukraine');
      await chooseOption(desk, 'Ukraine');
      await save();
    }
    await picture(desk, 'speakers');
  });

  step('gets its agenda by keyboard alone, the regions in one go', async () => {
    await desk.goto(`${path}/manage/agenda`);
    await desk.getByText('No sessions yet').waitFor();
    await tabTo(desk, 'Rooms and tracks');
    await press(desk, 'Enter');
    for (const [ukrainian, inEnglish, kind] of [
      ['Студія Миколаїв', 'Studio Mykolaiv', 'Studio'],
      ['Онлайн', 'Online', 'Virtual'],
    ] as const) {
      await desk.getByRole('dialog').waitFor();
      await tabTo(desk, 'Add a room');
      await press(desk, 'Enter');
      await desk.locator('input:focus').waitFor();
      await desk.keyboard.type(ukrainian);
      await press(desk, 'Tab');
      await desk.keyboard.type(inEnglish);
      await tabTo(desk, 'Kind');
      await desk.keyboard.type(kind);
      await tabTo(desk, 'Save');
      await press(desk, 'Enter');
      await desk.getByRole('dialog').getByText(inEnglish).waitFor();
    }
    await press(desk, 'Escape');
    await desk.getByRole('dialog').waitFor({ state: 'hidden' });

    await tabTo(desk, 'New session');
    await press(desk, 'Enter');
    await typeSession(desk, { titles: ['Відкриття', 'Opening'], minutes: 10, moderator: 'Oksana Marchenko' });
    await tabTo(desk, 'Several at once');
    await press(desk, 'Enter');
    await desk.locator('textarea:focus').waitFor();
    await desk.keyboard.type(['Київ', 'Харків', 'Запоріжжя', 'Вінниця', 'Миколаїв'].join('\n'));
    await desk.getByText('10:10–10:25').waitFor();
    await tabTo(desk, 'Speaker of Харків');
    await desk.keyboard.type('Andrii');
    await tabTo(desk, 'Make 5 sessions');
    await press(desk, 'Enter');
    await desk.locator('.ag-card:focus', { hasText: 'Київ' }).waitFor();

    await press(desk, 'End');
    await desk.locator('.ag-card:focus', { hasText: 'Миколаїв' }).waitFor();
    const rest: TypedSession[] = [
      { titles: ['Перерва', 'Coffee'], kind: 'Break', minutes: 15 },
      {
        titles: [
          'Інноваційна екосистема промислового хайтеку',
          'Innovation ecosystem of industrial high-tech',
        ],
        ...{ kind: 'Panel', minutes: 40, speakers: ['Andrii Bondar'], moderator: 'Oksana Marchenko' },
      },
      {
        titles: ['Пріоритетні інструменти інновацій', 'Priority instruments of innovation'],
        ...{ kind: 'Panel', minutes: 40, moderator: 'Oksana Marchenko' },
      },
      {
        titles: [
          'Політика співпраці та колективна спроможність регіонів',
          'Cooperation policies and collective capacity in regions',
        ],
        ...{ kind: 'Panel', minutes: 40, speakers: ['Iryna Shevchuk'], moderator: 'Oksana Marchenko' },
      },
      {
        titles: [
          'Програми входження до європейських ланцюгів',
          'Programmes for joining European value chains',
        ],
        ...{ kind: 'Panel', minutes: 40, speakers: ['Andrii Bondar'], moderator: 'Oksana Marchenko' },
      },
      { titles: ['Закриття', 'Closing'], minutes: 20, moderator: 'Oksana Marchenko' },
    ];
    for (const session of rest) {
      await press(desk, 'n');
      await typeSession(desk, session);
    }
    // One of them is not in the studio.
    await press(desk, 'ArrowUp', 'ArrowUp');
    await desk.locator('.ag-card:focus', { hasText: 'Cooperation policies' }).waitFor();
    await press(desk, 'Alt+ArrowRight');
    await desk
      .getByRole('status')
      .getByText(/Cooperation policies.*in Online\./)
      .waitFor();
    await desk.getByText('12 changes not released').waitFor();
    await desk.getByText('All saved').waitFor();
    expect(await faultsOf(desk)).toEqual([]);
    await picture(desk, 'agenda');
    await releaseAs(desk, path, 'First programme');
    await picture(desk, 'release');
    await toDesk(desk, 'Event', 'Settings');
    await desk.getByRole('button', { name: 'Publish' }).click();
    await desk.getByText('Everybody sees it.').waitFor();
  });

  step('is read in Tbilisi in Ukrainian, by the clocks of both, and registered for', async () => {
    reader = await openPage(browser, foyer, { language: 'uk', timeZone: 'Asia/Tbilisi' });
    await timeIs(foyer, browser, '2021-02-20T09:00:00Z');
    await reader.goto(path);
    await reader.getByRole('heading', { name: 'Інтеграція 4.0: фінал', level: 1 }).waitFor();
    const row = reader.locator('.agenda-row', { hasText: 'Харків' });
    await row.filter({ hasText: /12:25–12:40\s*10:25–10:40 Київ/ }).waitFor();
    await reader.getByText('Нова лінія захисту кластерів').waitFor();
    await reader.getByText('Дні промисловості ЄС').waitFor();
    expect(await faultsOf(reader)).toEqual([]);
    await picture(reader, 'page');

    await reader
      .getByRole('link', { name: uk('event:register'), exact: true })
      .first()
      .click();
    await reader.getByLabel(uk('registration:name.label')).fill('Леван Кірія');
    await reader.getByRole('radio', { name: 'Бізнес' }).check();
    await reader.getByRole('textbox', { name: uk('registration:organisation.label') }).fill('Приклад-Порт');
    const country = reader.getByRole('combobox', { name: uk('registration:country.label') });
    await country.fill('Грузія');
    await chooseOption(reader, 'Грузія');
    await until('the country is taken', async () => (await country.inputValue()) === 'Грузія');
    await picture(reader, 'register');
    await reader.getByRole('button', { name: uk('registration:submit.goOn') }).click();
    await enterCode(reader, foyer, levan, {
      email: uk('people:signIn.email'),
      send: uk('people:signIn.send'),
      code: uk('people:signIn.code'),
    });
    await reader.getByRole('heading', { name: uk('registration:done.title') }).waitFor();
    await picture(reader, 'registered');

    await reader.goto(path);
    await reader
      .getByRole('button', {
        name: uk('stars:star', { title: 'Програми входження до європейських ланцюгів' }),
      })
      .click();
    await reader.goto(`${path}/my-agenda`);
    await reader.getByText('Програми входження до європейських ланцюгів').waitFor();
    await picture(reader, 'my-agenda');
  });

  step('changes, and tells those whom it concerns once', async () => {
    await timeIs(foyer, browser, '2021-03-01T09:00:00Z');
    await desk.goto(`${path}/manage/agenda`);
    await card('Closing').waitFor();
    await tabTo(desk, 'Keys');
    for (let press = 0; press < 12; press++) {
      if (await desk.locator('.ag-card:focus').count()) break;
      await desk.keyboard.press('Tab');
    }
    await press(desk, 'End', 'Alt+ArrowDown', 'Alt+ArrowDown', 'ArrowUp');
    await desk.locator('.ag-card:focus', { hasText: 'Programmes for joining' }).waitFor();
    await press(desk, 'Alt+ArrowDown');
    await desk.getByText('All saved').waitFor();
    await desk.getByText('2 changes not released').waitFor();
    await releaseAs(desk, path, 'Ten minutes more');

    await reader.goto(`${path}/changes`);
    await reader.getByText('Програми входження до європейських ланцюгів').waitFor();
    await picture(reader, 'changes');
    const mail = await foyer.mailbox.waitFor(levan, 'agenda-changed');
    expect(mail.text).toContain('Програми входження до європейських ланцюгів');
    expect(mail.text).not.toContain('Закриття');
  });

  step('is run from the studio, with everybody looking on', async () => {
    await timeIs(foyer, browser, '2021-03-09T08:03:00Z');
    const studio = await openPage(browser, foyer, { timeZone: 'Europe/Kyiv', scheme: 'dark' });
    await studio.context().addCookies(await desk.context().cookies());
    await timeIs(foyer, browser, '2021-03-09T08:03:00Z');
    await desk.goto(`${path}/manage/running`);
    await studio.goto(`${path}/studio`);
    await reader.goto(path);
    const idle = desk.locator('.running-actions[aria-busy=false]');
    await idle.waitFor();
    /** By keys; goes on once the server has answered what was picked. */
    const pick = async (opener: string, line: string): Promise<void> => {
      const answered = desk.waitForResponse((one) => one.request().method() === 'POST');
      await desk.getByRole('button', { name: opener }).press('Enter');
      const lines = desk.getByRole('menuitem');
      await lines.first().and(desk.locator(':focus')).waitFor();
      // A menu that opens takes the focus to its first line twice, a task apart; hands come after both.
      await desk.evaluate(() => new Promise((go) => requestAnimationFrame(() => setTimeout(go))));
      await lines.filter({ hasText: line }).press('Enter');
      expect((await answered).status()).toBe(200);
    };
    await press(desk, 's');
    await studio.getByRole('region', { name: 'Now' }).getByText('Opening').waitFor();
    await studio.getByText('3 min late').waitFor();
    await press(desk, 'l');
    await desk.getByRole('dialog').getByRole('button', { name: '5 min more' }).press('Enter');
    await studio.getByText('8 min late').waitFor();
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await idle.waitFor();
    await picture(desk, 'running');
    await pick('More for “Запоріжжя”', 'Skip');
    await reader
      .locator('.agenda-row', { hasText: 'Запоріжжя' })
      .getByText(uk('running:skippedNote'))
      .waitFor();
    await pick('More for “Харків”', 'Вінниця');
    await idle.waitFor();
    await press(desk, 's');
    await studio.getByRole('region', { name: 'Now' }).getByText('Київ').waitFor();
    await studio.getByRole('region', { name: /^Next/ }).getByText('Вінниця').waitFor();
    await reader.locator('.agenda-row[data-now]', { hasText: 'Київ' }).waitFor();
    await picture(reader, 'programme-live');
    await picture(studio, 'studio');
    expect(foyer.mailbox.to(levan, 'agenda-changed')).toHaveLength(1);
  });
});
