import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createApi, isProblem, type Api } from '@foyer/client';
import { filePath } from '@foyer/contracts';
import { aPerson, anEvent, aSession, signedIn, startFoyer, until, type Foyer } from '@foyer/test-kit';
import sharp from 'sharp';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});
afterAll(() => foyer.stop());

const as = async (person: { id: string }): Promise<Api> =>
  createApi({ baseUrl: foyer.url, headers: { cookie: await signedIn(foyer, person) }, retryAfterMs: [] });
const face = async (): Promise<File> => {
  const picture = sharp({
    create: { width: 300, height: 300, channels: 3, background: { r: 9, g: 90, b: 90 } },
  });
  return new File([Uint8Array.from(await picture.png().toBuffer())], 'ელენე.png');
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (isProblem(error) ? error.code : error),
  );
async function aSpeaker(email: string) {
  const event = await anEvent(foyer);
  const organiser = await as(event.owner);
  const params = { event: event.slug };
  const speaker = await organiser.call('createSpeaker', { params, body: { name: 'Elene', email } });
  return { event, organiser, params, speaker, named: { ...params, speaker: speaker.slug } };
}

it('takes a picture by its content and sends it to everybody, for ever, as nothing that could act', async () => {
  const { organiser, named } = await aSpeaker('photo@example.org');
  const body = await face();
  const key = { idempotencyKey: '0198a000-0000-7000-8000-00000000f001' };
  const put = await organiser.call('putSpeakerPhoto', { params: named, body }, key);
  // Sent again by a client that has not heard the answer: the same picture, not another one.
  expect(await organiser.call('putSpeakerPhoto', { params: named, body }, key)).toEqual(put);
  const sent = await fetch(foyer.url + filePath(put.photo ?? '', 'small'));
  expect(sent.status).toBe(200);
  expect(Object.fromEntries(sent.headers)).toMatchObject({
    'content-type': 'image/webp',
    'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''%E1%83%94/),
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  });
  expect((await sharp(Buffer.from(await sent.arrayBuffer())).metadata()).width).toBe(160);
  const etag = sent.headers.get('etag') ?? '';
  const again = await fetch(foyer.url + filePath(put.photo ?? '', 'small'), {
    headers: { 'if-none-match': etag },
  });
  expect(again.status).toBe(304);
});

it('refuses what is too large, of another kind, or from somebody who may not', async () => {
  const { organiser, named, params } = await aSpeaker('refused@example.org');
  const put = (api: Api, content: BlobPart, name = 'x.png') =>
    code(api.call('putSpeakerPhoto', { params: named, body: new File([content], name) }));
  expect(await put(organiser, '<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe('file_type');
  expect(await put(organiser, new Uint8Array(10_000_001))).toBe('file_too_large');
  expect(await put(organiser, new Uint8Array(0))).toBe('file_type');
  expect(await put(await as(await aPerson(foyer)), await face())).toBe('forbidden');
  expect(await put(createApi({ baseUrl: foyer.url }), await face())).toBe('not_signed_in');
  // Without a declared length it is read no further than the limit; a declared type changes nothing.
  const cookie = await signedIn(foyer, await aPerson(foyer));
  const address = `${foyer.url}/api/events/${params.event}/speakers/${named.speaker}/photo`;
  const chunk = new Uint8Array(1_000_000);
  let chunks = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => (chunks++ < 12 ? controller.enqueue(chunk) : controller.close()),
  });
  const streamed = { method: 'PUT', headers: { cookie, 'content-type': 'application/json' }, body: endless };
  const answer = await fetch(address, { ...streamed, ...{ duplex: 'half' } });
  expect(await answer.json()).toMatchObject({ code: 'file_too_large', status: 413 });
  const json = { method: 'PUT', headers: { cookie, 'content-type': 'application/json' }, body: '{"a":1}' };
  expect((await fetch(address, json)).status).toBe(403);
  // Elsewhere a body of bytes is no input.
  const other = await fetch(`${foyer.url}/api/events`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/octet-stream' },
    body: 'x',
  });
  expect(other.status).toBe(400);
});

it('mails a link by which the speaker, signed in, claims the profile once', async () => {
  const { organiser, params } = await aSpeaker('claim@example.org');
  expect(await organiser.call('inviteSpeakers', { params, body: { speakers: null } })).toEqual({
    invited: 1,
  });
  await until('the mail', () => foyer.mailbox.to('claim@example.org', 'speaker-claim').length === 1);
  const [mail] = foyer.mailbox.to('claim@example.org', 'speaker-claim');
  const token = /\/claim\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  const anonymous = createApi({ baseUrl: foyer.url });
  expect(await anonymous.call('getClaim', { params: { token } })).toMatchObject({
    event: { slug: params.event },
    email: 'claim@example.org',
  });
  expect(await code(anonymous.call('claimSpeaker', { params: { token }, body: {} }))).toBe('not_signed_in');
  const { crew } = await organiser.call('listCrew', { params });
  expect(crew).toMatchObject([{ email: 'claim@example.org' }]);
  const people = await foyer.database
    .em()
    .getConnection()
    .execute<{ id: string }[]>(`select id from person where email = 'claim@example.org'`);
  const speaker = await as({ id: people[0]?.id ?? '' });
  expect(await speaker.call('claimSpeaker', { params: { token }, body: {} })).toEqual({
    event: params.event,
  });
  expect(await code(speaker.call('claimSpeaker', { params: { token }, body: {} }))).toBe('not_found');
  const mine = await speaker.call('updateMySpeaker', {
    params,
    body: { biography: { ka: 'ხიდებს აშენებს' } },
  });
  expect(mine).toMatchObject({ speaker: { biography: { ka: 'ხიდებს აშენებს' } }, pending: null });
});

it('sends slides as something to save, and an unsafe address is no link', async () => {
  const { event, organiser, params } = await aSpeaker('slides@example.org');
  const session = await aSession(foyer, event);
  const at = { event: event.slug, session: session.id };
  const body = new File(['%PDF-1.7\ntrailer<<>>\n%%EOF\n'], 'Слайди.pdf', { type: 'application/pdf' });
  const slides = await organiser.call('uploadMaterial', { params: at, query: { kind: 'slides' }, body });
  const anybody = createApi({ baseUrl: foyer.url });
  const sent = await anybody.call('getMaterialFile', { params: { event: event.slug, material: slides.id } });
  expect([sent.name, sent.type]).toEqual(['Слайди.pdf', 'application/pdf']);
  const raw = await fetch(
    anybody.url('getMaterialFile', { params: { event: event.slug, material: slides.id } }),
  );
  expect(raw.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(raw.headers.get('cache-control')).toBe('private, no-cache');
  const bad = { kind: 'link', title: 'x', url: 'javascript:alert(1)' } as const;
  expect(await code(organiser.call('addMaterial', { params: at, body: bad }))).toBe('invalid_input');
  expect((await organiser.call('getAgenda', { params })).materials).toEqual([slides]);
});
