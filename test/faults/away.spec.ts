import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Follow, Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import {
  aLive,
  anEvent,
  anotherApi,
  aPerson,
  aProxy,
  aRole,
  aSession,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';

let foyer: Foyer;
let second: Awaited<ReturnType<typeof anotherApi>>;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  second = await anotherApi(foyer);
});
afterAll(async () => {
  await second.stop();
  await foyer.stop();
});

type Questions = Follow<typeof streams.questions>;
const texts = (follow: Questions): string[] =>
  Object.values(follow.get().state?.question ?? {}).map(({ text }) => text);

/** A moderator who stays, a listener behind a wire that may break, and what the wire has carried. */
async function aRoom(targets: string[]) {
  const event = await anEvent(foyer);
  const session = (await aSession(foyer, event)).id;
  const [moderator, listener] = [await aPerson(foyer), await aPerson(foyer)];
  await aRole(foyer, event, moderator, 'moderator');
  await aRole(foyer, event, listener, 'attendee');
  const desk = await aLive(foyer, moderator);
  const wire = await aProxy(targets);
  const client = await aLive(foyer, listener, { url: wire.url });
  const follow = client.follow(streams.questions, { session });
  const ask = async (text: string): Promise<void> => {
    const { id } = await desk.command('question.ask', { session, text });
    await desk.command('question.approve', { question: id });
  };
  const close = async (): Promise<void> => {
    for (const one of [desk, client] satisfies Live[]) one.close();
    await wire.close();
  };
  return { ask, follow, wire, close };
}

it('gives who was away for a moment what has changed, and nothing that they have', async () => {
  const { ask, follow, wire, close } = await aRoom([foyer.url]);
  await ask('Asked before the tunnel');
  await until('the first question', () => texts(follow).length === 1);
  wire.away();
  await ask('Asked in the tunnel');
  const before = wire.received().length;
  wire.back();
  await until('the second question', () => texts(follow).length === 2);
  const since = wire.received().slice(before);
  expect(since).toContain('"kind":"changes"');
  expect(since).toContain('Asked in the tunnel');
  expect(since).not.toContain('Asked before the tunnel');
  expect(since).not.toContain('"kind":"snapshot"');
  await close();
});

it('gives who comes back to a process that no longer knows what they have all of it, once', async () => {
  const { ask, follow, wire, close } = await aRoom([foyer.url, second.url]);
  await ask('Asked before the night');
  await until('the first question', () => texts(follow).length === 1);
  wire.away();
  await ask('Asked in the night');
  const before = wire.received().length;
  wire.back();
  await until('the second question', () => texts(follow).length === 2);
  const since = wire.received().slice(before);
  expect(since).toContain('"kind":"snapshot"');
  expect(texts(follow)).toEqual(['Asked before the night', 'Asked in the night']);
  await ask('Asked in the morning');
  await until('goes on from there', () => texts(follow).length === 3);
  expect(wire.received().slice(before).split('"kind":"snapshot"')).toHaveLength(2);
  await close();
});
