import { expect, it } from '@jest/globals';
import { facts } from '@foyer/contracts';
import { DiscoveryModule, DiscoveryService, NestFactory, Reflector } from '@nestjs/core';
import type { Type } from '@nestjs/common';
import { OnFact } from '../outbox/on-fact.js';
import { Handlers } from './handlers.js';
import { OnTick } from './on-tick.js';

/** What a worker with these providers would find at boot. */
async function boot(providers: Type[]): Promise<Handlers> {
  class TestModule {}
  const app = await NestFactory.createApplicationContext(
    { module: TestModule, imports: [DiscoveryModule], providers },
    { logger: false },
  );
  try {
    return new Handlers(app.get(DiscoveryService), app.get(Reflector));
  } finally {
    await app.close();
  }
}

class Told {
  @OnFact('summary.published', 'reminders')
  async tell(): Promise<void> {}
}
class ToldAgain {
  @OnFact('summary.published', 'reminders')
  async tellAgain(): Promise<void> {}
}
class Clockwork {
  @OnTick('same', 1_000)
  async tick(): Promise<void> {}
}
class OtherClockwork {
  @OnTick('same', 2_000)
  async tick(): Promise<void> {}
}

it('refuses to boot without a handler for each consumer of each fact', async () => {
  const all = Object.entries(facts).flatMap(([fact, { consumers }]) =>
    consumers.map((consumer) => `${fact} → ${consumer}`),
  );
  const missing = all.filter((key) => key !== 'summary.published → reminders');
  await expect(boot([Told])).rejects.toThrow(`No handler for ${missing.join(', ')}`);
  await expect(boot([])).rejects.toThrow(`No handler for ${all.join(', ')}`);
});

it('refuses to boot with two handlers for one consumer', async () => {
  await expect(boot([Told, ToldAgain])).rejects.toThrow(
    'Two handlers for summary.published → reminders: Told.tell and ToldAgain.tellAgain',
  );
});

it('refuses two ticks of one name', async () => {
  const every = Object.entries(facts).flatMap(([fact, { consumers }]) =>
    consumers.map((consumer) => handlerOf(fact, consumer)),
  );
  await expect(boot([...every, Clockwork, OtherClockwork])).rejects.toThrow('Two ticks are called same');
  expect((await boot([...every, Clockwork])).ticks.get('same')).toMatchObject({ everyMilliseconds: 1_000 });
});

/** A class with a handler, as the decorator would make it. */
function handlerOf(fact: string, consumer: string): Type {
  class Some {
    async act(): Promise<void> {}
  }
  Reflect.defineMetadata('foyer:on-fact', { fact, consumer }, Some.prototype.act);
  return Some;
}
