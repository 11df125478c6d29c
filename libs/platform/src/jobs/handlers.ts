import { facts, type FactName } from '@foyer/contracts';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Tx } from '../database/database.js';
import { onFactKey, type DeliveredFact, type OnFactMetadata } from '../outbox/on-fact.js';
import { onTickKey, type OnTickMetadata } from './on-tick.js';

type FactHandler = (tx: Tx, payload: unknown, delivered: DeliveredFact) => Promise<void>;
type Tick = OnTickMetadata & { run: () => Promise<void> };

/** Calls `visit` for every provider method that bears the metadata. */
export function discover<T>(
  discovery: DiscoveryService,
  reflector: Reflector,
  key: string,
  visit: (metadata: T, method: (...input: unknown[]) => Promise<unknown>, where: string) => void,
): void {
  const scanner = new MetadataScanner();
  for (const wrapper of [...discovery.getProviders(), ...discovery.getControllers()]) {
    const instance: unknown = wrapper.instance;
    if (typeof instance !== 'object' || instance === null) continue;
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method: unknown = Reflect.get(instance, name);
      if (typeof method !== 'function') continue;
      const metadata = reflector.get<T | undefined>(key, method as () => unknown);
      if (metadata === undefined) continue;
      const bound = (...input: unknown[]): Promise<unknown> =>
        Promise.resolve(Reflect.apply(method, instance, input) as unknown);
      visit(metadata, bound, `${instance.constructor.name}.${name}`);
    }
  }
}

/** Every fact handler and tick of this process, checked against the contracts at boot. */
export class Handlers {
  private readonly facts = new Map<string, FactHandler>();
  readonly ticks = new Map<string, Tick>();

  /** @throws Error when a declared consumer has no handler, or two */
  constructor(discovery: DiscoveryService, reflector: Reflector) {
    const places = new Map<string, string>();
    discover<OnFactMetadata>(discovery, reflector, onFactKey, (metadata, method, where) => {
      const key = `${metadata.fact} → ${metadata.consumer}`;
      const other = places.get(key);
      if (other) throw new Error(`Two handlers for ${key}: ${other} and ${where}`);
      places.set(key, where);
      this.facts.set(key, async (tx, payload, delivered) => {
        await method(tx, facts[metadata.fact].payload.parse(payload), delivered);
      });
    });
    const missing = Object.entries(facts).flatMap(([fact, { consumers }]) =>
      consumers.map((consumer) => `${fact} → ${consumer}`).filter((key) => !places.has(key)),
    );
    if (missing.length) throw new Error(`No handler for ${missing.join(', ')}`);
    discover<OnTickMetadata>(discovery, reflector, onTickKey, (metadata, method, where) => {
      if (this.ticks.has(metadata.name))
        throw new Error(`Two ticks are called ${metadata.name}: see ${where}`);
      this.ticks.set(metadata.name, { ...metadata, run: async () => void (await method()) });
    });
  }

  fact(name: string, consumer: string): FactHandler {
    const handler = this.facts.get(`${name} → ${consumer}`);
    if (!handler) throw new Error(`No handler for ${name} → ${consumer}`);
    return handler;
  }
}
export type { FactName };
