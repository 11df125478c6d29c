import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SpeakerEntity } from '@foyer/agenda';
import { EventsService } from '@foyer/events';
import { houseCall } from '@foyer/platform';
import {
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  signedIn,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import ICAL from 'ical.js';
import sharp from 'sharp';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;';

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${foyer.url}${address}`, { headers, redirect: 'manual' });
}
async function page(address: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await get(address, headers);
  if (answer.status !== 200) throw new Error(await answer.text());
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return answer.text();
}
/** The data block for search engines, as one reads it. */
function jsonLd(text: string): Record<string, unknown> {
  const block = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text)?.[1] ?? '';
  return JSON.parse(block) as Record<string, unknown>;
}
/** A later look finds what was written a moment ago: pages are compared with the database once a second. */
async function until(address: string, wanted: (text: string) => boolean): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const text = await (await get(address)).text();
    if (wanted(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The page never became so');
}

it('tells of an event without scripts, in the language that is asked for', async () => {
  const event = await anEvent(foyer, {
    slug: 'clusters-meet',
    title: { en: 'Clusters meet', ka: 'კლასტერები ხვდებიან' },
    purpose: { en: 'To find partners' },
    startsAt: new Date('2026-12-14T05:00:00Z'),
    endsAt: new Date('2026-12-14T11:00:00Z'),
    languages: ['en', 'ka'],
    expectedOutcomes: [{ en: 'Joint projects' }],
    partners: [
      { name: { en: 'Cluster of Tests' }, tier: 'host', link: 'https://host.example.org/', logo: null },
      { name: { en: 'Daily News' }, tier: 'media-partner', link: null, logo: null },
    ],
    series: { slug: 'ict', name: { en: 'ICT networking' }, link: null },
    venue: { en: 'Hall 2, Mykolaiv' },
    colour: '#ffd500',
    contact: 'team@example.org',
  });
  const speaker = await foyer.database.write(houseCall, async (tx) => {
    const made = tx.em.create(SpeakerEntity, {
      ...{ event: event.id, slug: 'nino', name: 'Nino Example', organisation: 'Test Cluster' },
    });
    const hidden = tx.em.create(SpeakerEntity, {
      event: event.id,
      slug: 'surprise',
      name: 'Not Yet Announced',
    });
    await tx.em.flush();
    return [made, hidden];
  });
  const session = await aSession(foyer, event, {
    title: { en: 'Opening words' },
    startsAt: new Date('2026-12-14T05:00:00Z'),
    endsAt: new Date('2026-12-14T05:20:00Z'),
  });
  await aSession(foyer, event, { kind: 'private-blocker', title: { en: 'Kept for the team' } });
  await foyer.database.write(houseCall, async (tx) => {
    await tx.em.execute(
      `insert into session_speaker (session_id, speaker_id, role, position) values ('${session.id}', '${speaker[0]?.id}', 'speaker', 0)`,
    );
  });

  const english = await page('/e/clusters-meet', { 'accept-language': 'fr, en-GB;q=0.8, ka;q=0.2' });
  expect(english).toContain('<html lang="en"');
  expect(english).toContain('<title>Clusters meet · Foyer</title>');
  for (const words of [
    ...['To find partners', 'Opening words', '09:00–09:20', 'Nino Example, Test Cluster', 'Cluster of Tests'],
    ...['Daily News', 'Joint projects', 'ICT networking', 'Hall 2, Mykolaiv', 'team@example.org'],
  ])
    expect(english).toContain(words);
  expect(english).not.toContain('Not Yet Announced');
  expect(english).not.toContain('Kept for the team');
  expect(english).not.toContain('#ffd500;'.repeat(2));
  const { publicUrl } = foyer.env;
  for (const link of [
    `<link rel="canonical" href="${publicUrl}/e/clusters-meet?lang=en" />`,
    `<link rel="alternate" hreflang="x-default" href="${publicUrl}/e/clusters-meet" />`,
    `<link rel="alternate" hreflang="ka" href="${publicUrl}/e/clusters-meet?lang=ka" />`,
    `<meta property="og:image" content="${publicUrl}/e/clusters-meet/share.png?lang=en" />`,
    '<meta name="twitter:card" content="summary_large_image" />',
  ])
    expect(english).toContain(link);
  expect(jsonLd(english)).toMatchObject({
    '@type': 'Event',
    name: 'Clusters meet',
    startDate: '2026-12-14T09:00:00+04:00',
    endDate: '2026-12-14T15:00:00+04:00',
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
    location: [{ '@type': 'VirtualLocation' }, { '@type': 'Place', name: 'Hall 2, Mykolaiv' }],
    inLanguage: ['en', 'ka'],
    isAccessibleForFree: true,
    offers: { '@type': 'Offer', price: 0 },
    organizer: [{ name: 'Cluster of Tests', url: 'https://host.example.org/' }],
    performer: [{ '@type': 'Person', name: 'Nino Example' }],
    superEvent: [{ '@type': 'EventSeries', name: 'ICT networking' }],
    subEvent: [{ name: 'Opening words', startDate: '2026-12-14T09:00:00+04:00' }],
  });

  const georgian = await page('/e/clusters-meet?lang=ka', { 'accept-language': 'en' });
  expect(georgian).toContain('<html lang="ka"');
  expect(georgian).toContain('<h1>კლასტერები ხვდებიან</h1>');
  expect(georgian).toContain('<span lang="en">To find partners</span>');
  expect(georgian).toContain('ორშაბათი');
});

it('answers 304 to who has it, and the new page after a change', async () => {
  const event = await anEvent(foyer, { title: { en: 'First name' } });
  const first = await get(`/e/${event.slug}`);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect(first.headers.get('vary')).toBe('Accept-Language');
  const again = await get(`/e/${event.slug}`, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  await foyer.get(EventsService).update(callBy(event.owner), event.slug, { title: { en: 'Second name' } });
  await until(`/e/${event.slug}`, (text) => text.includes('Second name'));
  expect((await get(`/e/${event.slug}`, { 'if-none-match': etag })).status).toBe(200);
});

it('says nothing of a draft to outsiders, not even that there is one', async () => {
  const event = await anEvent(foyer, { title: { en: 'Secret plan' }, state: 'draft' });
  const outside = await signedIn(foyer, await aPerson(foyer));
  const unknown = await get('/e/no-such-event');
  for (const headers of [{}, { cookie: outside }] as Record<string, string>[]) {
    const answer = await get(`/e/${event.slug}`, headers);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe(await (await get('/e/no-such-event')).text());
    expect(answer.headers.get('etag')).toBe(unknown.headers.get('etag'));
    for (const file of ['share.png', 'event.ics'])
      expect((await get(`/e/${event.slug}/${file}`, headers)).status).toBe(404);
  }
  const inside = await get(`/e/${event.slug}`, { cookie: await signedIn(foyer, event.owner) });
  expect(inside.status).toBe(200);
  expect(await inside.text()).not.toContain('Secret plan');
  await foyer.get(EventsService).update(callBy(event.owner), event.slug, { state: 'published' });
  await until(`/e/${event.slug}`, (text) => text.includes('Secret plan'));
  await foyer.get(EventsService).update(callBy(event.owner), event.slug, { state: 'draft' });
  await until(`/e/${event.slug}`, (text) => !text.includes('Secret plan'));
});

it('keeps hostile words inert in elements, attributes, data and links', async () => {
  const event = await anEvent(foyer, {
    title: { en: hostile },
    purpose: { en: `${hostile}\u2028` },
    venue: { en: hostile },
    hashtag: 'tag',
    expectedOutcomes: [{ en: hostile }],
    // The door refuses these links; a page would not show them even if they got in another way.
    website: 'javascript:alert(3)',
    partners: [{ name: { en: hostile }, tier: 'sponsor', link: 'javascript:alert(4)', logo: null }],
  });
  await aSession(foyer, event, { title: { en: hostile }, abstract: { en: hostile } });
  const answer = await get(`/e/${event.slug}`);
  const text = await answer.text();
  const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
  expect(scripts.filter((tag) => !tag.includes(' src='))).toEqual(['<script type="application/ld+json">']);
  expect(text).not.toMatch(/<img[^>]*onerror/);
  expect(text).not.toMatch(/href="javascript:/i);
  expect(jsonLd(text)).toMatchObject({ name: hostile, subEvent: [{ name: hostile }] });
  expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
  const cookie = await signedIn(foyer, event.owner);
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org/', ' javascript:x']) {
    const refused = await fetch(`${foyer.url}/api/events/${event.slug}`, {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ website: link }),
    });
    expect(refused.status).toBe(400);
  }
});

it('gives everybody the event for their calendar', async () => {
  const event = await anEvent(foyer, { title: { en: 'Fair\r\nBEGIN:VALARM' }, timeZone: 'Europe/Kyiv' });
  const answer = await get(`/e/${event.slug}/event.ics`);
  expect(answer.headers.get('content-type')).toContain('text/calendar');
  const text = await answer.text();
  expect(text).not.toMatch(/^BEGIN:VALARM/m);
  const calendar = ICAL.Component.fromString(text);
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  const entry = new ICAL.Event(component);
  expect(entry.startDate.toJSDate()).toEqual(event.startsAt);
  expect(entry.endDate.toJSDate()).toEqual(event.endsAt);
  expect(component.getAllProperties('attendee')).toEqual([]);
});

it('draws the picture of shared links in every script', async () => {
  const title = {
    en: 'Integration 4.0: the final of a national project',
    az: 'İnnovasiya klasterləri üçün şəbəkələşmə tədbiri: ğ ə ı ş ç ö ü',
    ka: 'ინოვაციური კლასტერების საერთაშორისო შეხვედრა და საერთო პროექტების ძიება',
    uk: 'Інтеграція 4.0: фінал національного проєкту, ґанок і їжак',
  };
  const event = await anEvent(foyer, {
    title,
    purpose: title,
    languages: ['en', 'az', 'ka', 'uk'],
    venue: { en: 'Mykolaiv', uk: 'Миколаїв' },
    programme: { slug: 'days', name: { en: 'EU Industry Days' }, link: null },
    colour: '#1a73e8',
  });
  const pictures = new Set<string>();
  for (const language of ['en', 'az', 'ka', 'uk']) {
    const answer = await get(`/e/${event.slug}/share.png?lang=${language}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1_200, height: 630 });
    pictures.add(bytes.toString('base64'));
    const folder = path.resolve(import.meta.dirname, '../artefacts');
    if (process.env['PICTURES']) {
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(path.join(folder, `share-${language}.png`), bytes);
    }
  }
  expect(pictures.size).toBe(4);
}, 30_000);

it('lists what is published on the first page, and nothing else', async () => {
  await anEvent(foyer, { title: { en: 'Seen by all' } });
  await anEvent(foyer, { title: { en: 'Seen by few' }, state: 'draft' });
  const text = await until('/', (now) => now.includes('Seen by all'));
  expect(text).not.toContain('Seen by few');
});

it('publishes the summary in every language of the event, with a picture, and without small figures', async () => {
  const event = await anEvent(foyer, {
    ...{ slug: 'clusters-met', languages: ['en', 'ka'], expectedOutcomes: [{ en: hostile }] },
    title: { en: 'Clusters met', ka: 'კლასტერები შეხვდნენ' },
  });
  for (let number = 0; number < 6; number++) await aParticipant(foyer, event);
  const before = await (await get('/e/clusters-met/summary')).text();
  expect(before).not.toContain('Clusters met');
  expect((await get('/e/clusters-met/summary.png')).status).toBe(404);
  await foyer.database.write(houseCall, (tx) =>
    tx.em.execute(
      `update event set summary_published_at = '2026-12-20T10:00:00Z' where slug = 'clusters-met'`,
    ),
  );
  const english = await until('/e/clusters-met/summary?lang=en', (text) => text.includes('Clusters met'));
  expect(english).toContain('Participants: <strong>6</strong>');
  expect(english).not.toContain('<script>alert');
  for (const language of ['en', 'ka'])
    expect(english).toContain(
      `hreflang="${language}" href="${foyer.env.publicUrl}/e/clusters-met/summary?lang=${language}"`,
    );
  const data = jsonLd(english);
  expect(data).toMatchObject({
    ...{ '@type': 'Event', name: 'Clusters met' },
    subjectOf: { '@type': 'Report', datePublished: '2026-12-20T10:00:00.000Z' },
  });
  const georgian = await page('/e/clusters-met/summary?lang=ka');
  expect(georgian).toContain('<html lang="ka"');
  expect(georgian).toContain('კლასტერები შეხვდნენ');
  const picture = await get('/e/clusters-met/summary.png?lang=ka');
  const bytes = Buffer.from(await picture.arrayBuffer());
  if (process.env['PICTURES']) fs.writeFileSync('test/artefacts/summary-share.png', bytes);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
}, 30_000);
