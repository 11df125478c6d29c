import { z } from 'zod';

/**
 * A stream is a numbered sequence of changes to a small keyed collection: `kind → id → value`.
 * Changes say wanted state (put, patch, drop), never differences, so applying one twice is harmless.
 */
const Entries = z.record(z.string(), z.record(z.string(), z.unknown()));
export const StreamChange = z.object({
  drop: z.record(z.string(), z.array(z.string())).optional(),
  put: Entries.optional(),
  patch: Entries.optional(),
});
export type StreamChange = z.infer<typeof StreamChange>;

/** Server → client: the changes after revision `prev` up to `rev`, merged. */
export const StreamPush = z.object({
  stream: z.string(),
  prev: z.number().int(),
  rev: z.number().int(),
  change: StreamChange,
});
export type StreamPush = z.infer<typeof StreamPush>;

/** A snapshot's entries out of their JSON. */
export function readEntries(encoded: string): z.infer<typeof Entries> {
  return Entries.parse(JSON.parse(encoded));
}

/** The answer to `stream.follow`: the changes since the client's revision, or everything. */
export const StreamStart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changes'), rev: z.number().int(), change: StreamChange }),
  z.object({
    kind: z.literal('snapshot'),
    rev: z.number().int(),
    /** JSON text on the wire: the server encodes it once a revision, however many join. */
    entries: z.string().transform(readEntries),
  }),
  z.object({
    kind: z.literal('packed'),
    rev: z.number().int(),
    /** The same text with gzip, in base64: for who has asked for it, where the text is long. */
    gzip: z.base64(),
  }),
]);
export type StreamStart = z.infer<typeof StreamStart>;

/** One kind of stream: how its name is made and what its entries are. */
export interface Stream<
  Params extends z.ZodType = z.ZodType,
  Kinds extends Record<string, z.ZodType> = Record<string, z.ZodType>,
> {
  /** `qa/{session}`: the name with its parameters in braces. */
  pattern: string;
  summary: string;
  /** Whether it may know the guests of an event as who they are; see `Route`. */
  guests: boolean;
  params: Params;
  entries: Kinds;
}

export function defineStream<P extends z.ZodObject, K extends Record<string, z.ZodType>>(
  pattern: string,
  summary: string,
  options: { params: P; entries: K; guests?: boolean },
): Stream<P, K> {
  const { params, entries, guests = false } = options;
  return { pattern, summary, guests, params, entries };
}

/** What a follower of the stream holds. */
export type StreamState<S extends Stream> = {
  [K in keyof S['entries']]: Record<string, z.output<S['entries'][K]>>;
};

/** Made once: making a schema costs ten times as much as using it, and names are asked for with every group of votes. */
const Params = z.record(z.string(), z.string());

/** `streamName(qaStream, { session })` → `qa/0198…`. */
export function streamName<S extends Stream>(stream: S, params: z.input<S['params']>): string {
  const values = Params.parse(params);
  return stream.pattern.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}

/** Two changes that follow each other, as one. */
export function mergeChanges(first: StreamChange, second: StreamChange): StreamChange {
  const drop = copySets(first.drop);
  const put = copyEntries(first.put);
  const patch = copyEntries(first.patch);
  for (const [kind, ids] of Object.entries(second.drop ?? {})) {
    for (const id of ids) {
      delete put[kind]?.[id];
      delete patch[kind]?.[id];
      (drop[kind] ??= new Set()).add(id);
    }
  }
  for (const [kind, values] of Object.entries(second.put ?? {})) {
    for (const [id, value] of Object.entries(values)) {
      drop[kind]?.delete(id);
      delete patch[kind]?.[id];
      (put[kind] ??= {})[id] = value;
    }
  }
  for (const [kind, values] of Object.entries(second.patch ?? {})) {
    for (const [id, value] of Object.entries(values)) {
      if (drop[kind]?.has(id)) continue;
      const whole = put[kind];
      if (whole && id in whole) whole[id] = { ...asObject(whole[id]), ...asObject(value) };
      else (patch[kind] ??= {})[id] = { ...asObject(patch[kind]?.[id]), ...asObject(value) };
    }
  }
  const dropped = Object.entries(drop).flatMap(([kind, ids]) =>
    ids.size ? [[kind, [...ids]] satisfies [string, string[]]] : [],
  );
  return {
    ...(dropped.length ? { drop: Object.fromEntries(dropped) } : {}),
    ...(hasEntries(put) ? { put } : {}),
    ...(hasEntries(patch) ? { patch } : {}),
  };
}

/** The collection after a change; a patch of an unknown entry is passed over. */
export function applyChange(
  entries: Record<string, Record<string, unknown>>,
  change: StreamChange,
): Record<string, Record<string, unknown>> {
  const next = { ...entries };
  for (const [kind, ids] of Object.entries(change.drop ?? {})) {
    const gone = new Set(ids);
    next[kind] = Object.fromEntries(Object.entries(next[kind] ?? {}).filter(([id]) => !gone.has(id)));
  }
  for (const [kind, values] of Object.entries(change.put ?? {})) next[kind] = { ...next[kind], ...values };
  for (const [kind, values] of Object.entries(change.patch ?? {})) {
    const patched = { ...next[kind] };
    for (const [id, value] of Object.entries(values)) {
      if (id in patched) patched[id] = { ...asObject(patched[id]), ...asObject(value) };
    }
    next[kind] = patched;
  }
  return next;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
function copyEntries(entries: StreamChange['put']): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entries ?? {}).map(([kind, values]) => [kind, { ...values }]));
}
function copySets(drop: StreamChange['drop']): Record<string, Set<string>> {
  return Object.fromEntries(Object.entries(drop ?? {}).map(([kind, ids]) => [kind, new Set(ids)]));
}
function hasEntries(entries: Record<string, Record<string, unknown>>): boolean {
  return Object.values(entries).some((values) => Object.keys(values).length > 0);
}
