import { SetMetadata } from '@nestjs/common';
import { type streams, type StreamId } from '@foyer/contracts';
import type { z } from 'zod';
import type { Call } from '../call/call.js';
import type { Sql } from '../database/database.js';

export const streamSourceKey = 'foyer:stream-source';

export type StreamParams<S extends StreamId> = z.output<(typeof streams)[S]['params']>;
export type StreamEntries<S extends StreamId> = {
  [K in keyof (typeof streams)[S]['entries']]: Record<string, z.input<(typeof streams)[S]['entries'][K]>>;
};

/** Who may follow a stream, and what is in it. One for each stream of the contracts. */
export interface StreamSource<S extends StreamId> {
  /** @throws Problem not_found where the caller may not follow */
  admit(call: Call, params: StreamParams<S>): Promise<void>;
  /** Everything in the stream, read in the transaction that also reads its revision. */
  snapshot(database: Sql, params: StreamParams<S>): Promise<StreamEntries<S>>;
  /** The same for several followers who come at once, in their order: what a personal stream needs not to ask for each. */
  snapshots?(database: Sql, params: readonly StreamParams<S>[]): Promise<StreamEntries<S>[]>;
}

export interface StreamOptions {
  /**
   * Part of the stream has no changes (what would be written too often for one reader): whoever begins to follow
   * gets all of it as it is then, read anew. For small, personal streams.
   */
  alwaysWhole?: boolean;
}
export interface StreamSourceMetadata extends StreamOptions {
  stream: StreamId;
}

/** Marks the class that serves a stream. */
export const ServesStream =
  <S extends StreamId>(stream: S, options: StreamOptions = {}) =>
  (target: new (...dependencies: never[]) => StreamSource<S>): void => {
    SetMetadata(streamSourceKey, { stream, ...options } satisfies StreamSourceMetadata)(target);
  };
