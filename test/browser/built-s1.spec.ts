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
  toDesk,
} from './kit.js';

const organiser = 'ana.lomidze@example.org';
const moderator = 'mariam.gelashvili@example.org';
const english = { email: 'Your mail address', send: 'Send me a code', code: 'Code from the mail' };
const path = '/e/ict-innovation-networking-event';
const categories = [
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

let foyer: Foyer;
let browser: Browser;
/** The organiser’s window. */
let desk: Page;
let nino: Page;
let taras: Page;

/** One text in the event’s three languages. */
async function inAll(of: Page, label: string, texts: readonly string[]): Promise<void> {
  for (const [index, language] of ['English', 'ქართული', 'Українська'].entries()) {
    await of.getByLabel(`${label} (${language})`).fill(texts[index] ?? '');
  }
}
const picture = (of: Page, name: string): Promise<void> => bothPictures(of, `s1-${name}`);
const texts = async (language: 'ka' | 'uk') => (await i18nFor(language)).t;

(chromiumPath ? describe : describe.skip)('S1 from nothing, in the browser', () => {
  const step = inOrder(it);
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    await aPerson(foyer, {
      email: organiser,
      organiser: true,
      name: 'Ana Lomidze',
      timeZone: 'Asia/Tbilisi',
    });
    desk = await openPage(browser, foyer, { timeZone: 'Asia/Tbilisi' });
    await timeIs(foyer, browser, '2020-12-01T09:00:00Z');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  step('begins with a mailed code, an event in three languages and eight categories', async () => {
    await desk.goto('/sign-in?next=/events/new');
    await enterCode(desk, foyer, organiser, english);
    await desk.getByRole('heading', { name: 'New event' }).waitFor();
    await desk.getByRole('checkbox', { name: 'ქართული' }).check();
    await desk.getByRole('checkbox', { name: 'Українська' }).check();
    await inAll(desk, 'Title', [
      'ICT innovation networking event',
      'ICT ინოვაციების ქსელური ღონისძიება',
      'Нетворкінг про інновації в ІКТ',
    ]);
    await inAll(desk, 'What it is for, and for whom', [
      'Helping innovation clusters of the Eastern Partnership develop and work together.',
      'აღმოსავლეთ პარტნიორობის ინოვაციური კლასტერების განვითარება და თანამშრომლობა.',
      'Щоб інноваційні кластери Східного партнерства розвивалися і співпрацювали.',
    ]);
    await desk
      .getByRole('textbox', { name: 'Time zone' })
      .or(desk.getByRole('combobox', { name: 'Time zone' }))
      .fill('Brussels');
    await chooseOption(desk, 'Brussels');
    await desk.getByLabel('Start').fill('2020-12-14T10:00');
    await desk.getByLabel('End').fill('2020-12-14T13:00');
    await desk.getByRole('button', { name: 'Create the event' }).click();
    await desk.waitForURL(`**${path}/manage`);

    await toDesk(desk, 'People', 'Form');
    await desk.getByRole('tab', { name: 'Categories' }).click();
    for (const [en, ka, uk, example] of categories) {
      await desk.getByRole('button', { name: 'Add a category' }).click();
      await inAll(desk, 'Name', [en, ka, uk]);
      await desk.getByLabel('An example of who is meant (English)').fill(example);
    }
    await desk.getByRole('button', { name: 'Remove: Participant' }).click();
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('Everything is saved.').waitFor();
    await picture(desk, 'form');
  });

  step('gets its speakers, of whom one claims the profile', async () => {
    await toDesk(desk, 'Programme', 'Speakers');
    for (const [name, organisation, country, role, email] of [
      ['Mariam Gelashvili', 'ICT innovation programme', 'Georgia', 'Moderator', moderator],
      ['Katrien Claes', 'European Commission, DG GROW', 'Belgium', 'Senior policy expert', ''],
      ['Marek Vandenberg', 'European Cluster Collaboration Platform', 'Belgium', 'Project manager', ''],
      ['Ioana Munteanu', 'Cluj IT Cluster', 'Romania', 'Executive director', ''],
      ['Oleksii Hnatiuk', 'Kharkiv IT Cluster', 'Ukraine', 'Executive director', ''],
    ] as const) {
      const { form, save } = await newSpeaker(desk, name);
      await desk.getByLabel('Role at work (English)').fill(role);
      await form.getByLabel('Organisation').fill(organisation);
      await form.getByRole('combobox', { name: 'Country' }).fill(country);
      await chooseOption(desk, country);
      if (email) await form.getByLabel('E-mail of the account').fill(email);
      await save();
    }
    await desk.getByRole('button', { name: /Mariam Gelashvili/ }).click();
    await desk.getByRole('button', { name: 'Ask by mail to claim it' }).click();
    const { text = '' } = await foyer.mailbox.waitFor(moderator, 'speaker-claim');
    const link = /\/claim\/\S+/.exec(text)?.[0] ?? '';
    const hers = await openPage(browser, foyer, { timeZone: 'Asia/Tbilisi' });
    await timeIs(foyer, browser, '2020-12-01T10:00:00Z');
    await hers.goto(link);
    await picture(hers, 'claim');
    await hers.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await enterCode(hers, foyer, moderator, english);
    await hers.getByRole('button', { name: 'Make it mine' }).click();
    await hers.getByRole('heading', { name: 'My speaker profile' }).waitFor();
    await hers.getByLabel('Biography (English)').fill('Has brought clusters together for ten years.');
    await hers.getByRole('button', { name: 'Save', exact: true }).first().click();
    await hers.getByText('Saved', { exact: true }).or(hers.getByText('Your changes wait')).first().waitFor();
    await picture(hers, 'my-speaker');
    await hers.context().close();
  });

  step('gets its agenda by keyboard alone: two blocks, with questions after each', async () => {
    await desk.goto(`${path}/manage/agenda`);
    await desk.getByText('No sessions yet').waitFor();
    await tabTo(desk, 'New session');
    await press(desk, 'Enter');
    const by = 'Mariam Gelashvili';
    const first = [
      { titles: ['Opening and aims', 'გახსნა და მიზნები', 'Відкриття і цілі'], minutes: 10 },
      {
        titles: ['Cluster policy in the context of internationalisation'],
        minutes: 25,
        speakers: ['Katrien Claes'],
      },
      { titles: ['European Cluster Collaboration Platform'], minutes: 30, speakers: ['Marek Vandenberg'] },
      { titles: ['Questions to the first block'], kind: 'Questions', minutes: 20 },
    ];
    for (const [index, session] of first.entries()) {
      if (index > 0) await press(desk, 'n');
      await typeSession(desk, { ...session, moderator: by });
    }
    await tabTo(desk, 'Several at once');
    await press(desk, 'Enter');
    await desk.locator('textarea:focus').waitFor();
    await desk.keyboard.type('Cluj IT Cluster\nKharkiv IT Cluster');
    await tabTo(desk, 'Moderators');
    await desk.keyboard.type('Mariam');
    await tabTo(desk, 'Speaker of Cluj IT Cluster');
    await desk.keyboard.type('Ioana');
    await tabTo(desk, 'Speaker of Kharkiv IT Cluster');
    await desk.keyboard.type('Oleksii');
    await tabTo(desk, 'Make 2 sessions');
    await press(desk, 'Enter');
    await desk.locator('.ag-card:focus', { hasText: 'Cluj IT Cluster' }).waitFor();
    await press(desk, 'End');
    await desk.locator('.ag-card:focus', { hasText: 'Kharkiv IT Cluster' }).waitFor();
    for (const session of [
      { titles: ['Questions to the second block'], kind: 'Questions', minutes: 20 },
      { titles: ['Conclusions'], minutes: 10 },
    ]) {
      await press(desk, 'n');
      await typeSession(desk, { ...session, moderator: by });
    }
    await desk.getByText('All saved').waitFor();
    await desk.getByText('8 changes not released').waitFor();
    expect(await faultsOf(desk)).toEqual([]);
    await picture(desk, 'agenda');
    await releaseAs(desk, path, 'Detailed agenda');
    await toDesk(desk, 'Event', 'Settings');
    await desk.getByRole('button', { name: 'Publish' }).click();
    await desk.getByText('Everybody sees it.').waitFor();
  });

  step('is registered for from two countries, in two scripts', async () => {
    const [ka, uk] = [await texts('ka'), await texts('uk')];
    nino = await openPage(browser, foyer, { language: 'ka', timeZone: 'Asia/Tbilisi' });
    taras = await openPage(browser, foyer, { language: 'uk', timeZone: 'Europe/Kyiv', width: 390 });
    await timeIs(foyer, browser, '2020-12-03T09:00:00Z');
    await nino.goto(path);
    await nino.getByRole('heading', { name: 'ICT ინოვაციების ქსელური ღონისძიება', level: 1 }).waitFor();
    const opening = nino.locator('.agenda-row', { hasText: 'გახსნა' });
    await opening.filter({ hasText: /13:00–13:10\s*10:00–10:10/ }).waitFor();
    await picture(nino, 'page-ka');
    for (const [page, t, person] of [
      [
        nino,
        ka,
        ['ნინო ბერიძე', 'ტექნოპარკი', 'თბილისის ტექნოპარკი', 'საქართველო', 'nino.beridze@example.org'],
      ],
      [
        taras,
        uk,
        [
          'Тарас Мельник',
          'Інноваційний кластер',
          'Харківський ІТ-кластер',
          'Україна',
          'taras.melnyk@example.org',
        ],
      ],
    ] as const) {
      const [name, category, organisation, country, email] = person;
      await page.goto(`${path}/register`);
      await page.getByLabel(t('registration:name.label')).fill(name);
      await page.getByRole('radio', { name: category }).check();
      const box = page.getByRole('textbox', { name: t('registration:organisation.label') });
      if (page === taras) {
        // What somebody has written in Georgian letters is found by Latin ones.
        await box.fill('tbilisis tekno');
        await page.getByRole('option', { name: 'თბილისის ტექნოპარკი' }).waitFor();
      }
      await box.fill(organisation);
      await page.getByRole('combobox', { name: t('registration:country.label') }).fill(country);
      await chooseOption(page, country);
      if (page === nino) await picture(page, 'register-ka');
      await page.getByRole('button', { name: t('registration:submit.goOn') }).click();
      await enterCode(page, foyer, email, {
        email: t('people:signIn.email'),
        send: t('people:signIn.send'),
        code: t('people:signIn.code'),
      });
      await page.getByRole('heading', { name: t('registration:done.title') }).waitFor();
    }
    await desk.goto(`${path}/manage`);
    await desk.getByRole('row', { name: /^Technology park/ }).waitFor();
    await desk.getByRole('row', { name: /^Georgia/ }).waitFor();
    await desk.getByRole('row', { name: /^Ukraine/ }).waitFor();
    await picture(desk, 'overview');
    await toDesk(desk, 'People', 'Participants');
    await desk.getByText('ნინო ბერიძე').first().waitFor();
    await picture(desk, 'participants');
  });

  step('invites many at once, after a look at who they are', async () => {
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
    await until(
      'the invitation is mailed',
      () => foyer.mailbox.to('leyla.abbasova@example.org').length === 1,
    );
  });

  step('is met: one asks, the moderator lets it through, and who came is counted', async () => {
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
  });
});
