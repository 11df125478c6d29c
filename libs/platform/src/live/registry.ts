import { streams, type Stream } from '@foyer/contracts';
import { type DiscoveryService, type Reflector } from '@nestjs/core';
import { z } from 'zod';
import { actorFor, type Call } from '../call/call.js';
import type { Sql } from '../database/database.js';
import { Problem } from '../problem/problem.js';
import { streamSourceKey, type StreamSourceMetadata } from './stream-source.js';

type Entries = Record<string, Record<string, unknown>>;
interface AnySource {
  admit(call: Call, params: unknown): Promise<void>;
  snapshot(database: Sql, params: unknown): Promise<Entries>;
  snapshots?(database: Sql, params: readonly unknown[]): Promise<Entries[]>;
}
interface Served {
  stream: Stream;
  expression: RegExp;
  names: string[];
  source: AnySource;
  alwaysWhole: boolean;
}

const mostKnown = 10_000;

/** Finds the source of a stream by its name on the wire. */
export class StreamRegistry {
  private readonly served: Served[] = [];
  /** What was found by a name before: a hall asks for the same stream, each of them several times. */
  private readonly known = new Map<string, ReturnType<StreamRegistry['search']>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /**
   * Gathers the sources, once every provider is there.
   * @throws Error when a stream of the contracts has no source, or two
   */
  gather(): void {
    const sources = new Map<string, { source: AnySource; alwaysWhole: boolean }>();
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.metatype || !isSource(wrapper.instance)) continue;
      const metadata = this.reflector.get<StreamSourceMetadata | undefined>(
        streamSourceKey,
        wrapper.metatype,
      );
      if (!metadata) continue;
      const { stream, alwaysWhole = false } = metadata;
      const other = sources.get(stream);
      if (other && other.source !== wrapper.instance) throw new Error(`Two sources for the stream ${stream}`);
      sources.set(stream, { source: wrapper.instance, alwaysWhole });
    }
    for (const [id, stream] of Object.entries(streams)) {
      const found = sources.get(id);
      if (!found) throw new Error(`No source for the stream ${id}`);
      const names = [...stream.pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const expression = new RegExp(`^${stream.pattern.replace(/\{\w+\}/g, '([0-9a-f-]+)')}$`);
      this.served.push({ stream, expression, names, ...found });
    }
  }

  /** @throws Problem not_found when there is no such stream, or not for the caller */
  async admit(call: Call, name: string): Promise<void> {
    const { source, params, stream } = this.find(name);
    await source.admit({ ...call, actor: actorFor(stream, call.actor) }, params);
  }

  async snapshot(database: Sql, name: string): Promise<Entries> {
    const { source, params } = this.find(name);
    return source.snapshot(database, params);
  }

  /** Several streams as of one instant, by name: those of one source together, where it can. */
  async snapshots(database: Sql, names: readonly string[]): Promise<Map<string, Entries>> {
    const bySource = new Map<AnySource, { name: string; params: unknown }[]>();
    for (const name of names) {
      const { source, params } = this.find(name);
      const others = bySource.get(source);
      if (others) others.push({ name, params });
      else bySource.set(source, [{ name, params }]);
    }
    const read = new Map<string, Entries>();
    for (const [source, asked] of bySource) {
      const together = await source.snapshots?.(
        database,
        asked.map(({ params }) => params),
      );
      for (const [index, { name, params }] of asked.entries()) {
        read.set(name, together?.[index] ?? (await source.snapshot(database, params)));
      }
    }
    return read;
  }

  /** Whether part of the stream has no changes, so that only a snapshot of the moment is whole. */
  alwaysWhole(name: string): boolean {
    return this.find(name).alwaysWhole;
  }

  private find(name: string): ReturnType<StreamRegistry['search']> {
    const found = this.known.get(name) ?? this.search(name);
    if (this.known.size >= mostKnown) this.known.clear();
    this.known.set(name, found);
    return found;
  }

  private search(name: string): { source: AnySource; params: unknown; stream: Stream; alwaysWhole: boolean } {
    for (const { expression, names, source, stream, alwaysWhole } of this.served) {
      const match = expression.exec(name);
      if (!match) continue;
      const given = Object.fromEntries(names.map((key, index) => [key, match[index + 1]]));
      const params = z.safeParse(stream.params, given);
      if (params.success) return { source, params: params.data, stream, alwaysWhole };
    }
    throw new Problem('not_found');
  }
}

function isSource(instance: unknown): instance is AnySource {
  return typeof instance === 'object' && instance !== null && 'admit' in instance && 'snapshot' in instance;
}
