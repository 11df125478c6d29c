import { expect } from '@jest/globals';
import { faultsOf, openPage } from '@foyer/test-kit';
import {
  chooseOption,
  enterCode,
  newSpeaker,
  press,
  releaseAs,
  tabTo,
  timeIs,
  toDesk,
  typeSession,
} from '../kit.js';
import {
  categories,
  english,
  inAll,
  moderator,
  organiser,
  path,
  picture,
  titles,
  type Stage,
} from './stage.js';

/** An event in three languages with its categories, from nothing. */
export async function makeEvent({ foyer, desk }: Stage): Promise<void> {
  await desk.goto('/sign-in?next=/events/new');
  await enterCode(desk, foyer, organiser, english);
  await desk.getByRole('heading', { name: 'New event' }).waitFor();
  await desk.getByRole('checkbox', { name: 'ქართული' }).check();
  await desk.getByRole('checkbox', { name: 'Українська' }).check();
  await inAll(desk, 'Title', [titles.en, titles.ka, titles.uk]);
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
}

/** Its speakers; one makes the profile hers by the link in a mail. */
export async function addSpeakers({ foyer, browser, desk }: Stage): Promise<void> {
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
}

/** Its agenda in two blocks, by keyboard alone, released and published. */
export async function makeAgenda({ desk }: Stage): Promise<void> {
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
}
