import fc from 'fast-check';
import { z } from 'zod';
import type { Known } from './sample.js';

/** JSON Schema, as far as contracts use it. */
interface Shape {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  required?: string[];
  items?: Shape | boolean;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  $ref?: string;
  $defs?: Record<string, Shape>;
}
type Making = { known: Known; defs: Record<string, Shape>; deep: number };

/** How many cases: as many as a suite has time for, or `FUZZ` times as many where somebody wants to know it well. */
export const fuzzRuns = (usual: number): number => usual * Math.max(1, Number(process.env['FUZZ'] ?? 1));

/** What nobody who means well sends. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...['', ' ', 'x'.repeat(100_000), '\u202e\u2066', "'; drop table event; --", '%_\\', '🙂'.repeat(500)],
    ...['a\u0000b', 'a\ud800b', '=1+1', 'javascript:alert(1)', '../../etc/passwd', '{{constructor}}', 'null'],
    ...[-1, 0, 1e308, -0.5, Number.MAX_SAFE_INTEGER, 2 ** 31, null, true, [], {}],
    ...[
      '9999-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z',
      '2026-12-14T10:00:00+99:99',
      '+275760-09-13T00:00:00Z',
    ],
    JSON.parse('{"__proto__":{"organiser":true},"constructor":{"prototype":1}}'),
    Array(5_000).fill({}),
    deep(2_000),
  ),
);

function deep(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth));
}

/**
 * Inputs of a schema of the contracts as they could be, and one part in ten as it could not: what is optional comes and
 * goes, texts and lists are as short and as long as they may be, and ids are often those of things that are there.
 */
export function inputsOf(schema: z.ZodType, known: Known = {}): fc.Arbitrary<unknown> {
  const shape: Shape = JSON.parse(
    JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
  );
  return partOf(shape, '', { known, defs: shape.$defs ?? {}, deep: 0 });
}

function partOf(shape: Shape, name: string, making: Making): fc.Arbitrary<unknown> {
  const meant = meantOf(shape, name, { ...making, deep: making.deep + 1 });
  // The whole input is mostly an object: otherwise nothing inside it would be tried.
  return fc.oneof(
    { weight: making.deep === 0 ? 60 : 12, arbitrary: meant },
    { weight: 1, arbitrary: hostileValue },
  );
}

function meantOf(shape: Shape, name: string, making: Making): fc.Arbitrary<unknown> {
  if (making.deep > 8) return fc.constant(null);
  if (shape.$ref) return partOf(making.defs[shape.$ref.split('/').at(-1) ?? ''] ?? {}, name, making);
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const branches = shape.anyOf ?? shape.oneOf;
  if (branches) return fc.oneof(...branches.map((branch) => partOf(branch, name, making)));
  if (shape.allOf)
    return fc
      .tuple(...shape.allOf.map((part) => meantOf(part, name, making)))
      .map((parts) => Object.assign({}, ...parts));
  const plain = plainOf(shape, name, making);
  const there = Object.hasOwn(making.known, name) ? (making.known[name] ?? []) : [];
  return there.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...there) }, plain) : plain;
}

function plainOf(shape: Shape, name: string, making: Making): fc.Arbitrary<unknown> {
  switch (Array.isArray(shape.type) ? shape.type[0] : shape.type) {
    case 'object':
      return objectOf(shape, making);
    case 'array':
      return fc.array(
        partOf(typeof shape.items === 'object' ? shape.items : {}, name.replace(/s$/, ''), making),
        {
          minLength: shape.minItems ?? 0,
          maxLength: Math.min(shape.maxItems ?? 4, Math.max(4, shape.minItems ?? 0)),
        },
      );
    case 'string':
      return textOf(shape);
    case 'integer':
      return fc.integer({ min: whole(shape.minimum, 0), max: whole(shape.maximum, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: shape.minimum ?? -1e6, max: shape.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return hostileValue;
  }
}

function objectOf(shape: Shape, making: Making): fc.Arbitrary<unknown> {
  const parts = Object.entries(shape.properties ?? {});
  if (parts.length === 0 && typeof shape.additionalProperties === 'object')
    return fc.dictionary(
      fc.constantFrom('en', 'ka', 'uk', 'az', 'key', '__proto__', ''),
      partOf(shape.additionalProperties, '', making),
      { maxKeys: 3 },
    );
  const needed = shape.required ?? [];
  return fc.record(Object.fromEntries(parts.map(([key, part]) => [key, partOf(part, key, making)])), {
    requiredKeys: needed.filter((key) => parts.some(([name]) => name === key)),
  });
}

function textOf({ format, minLength = 0, maxLength = 40 }: Shape): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid({ version: 7 });
  if (format === 'date-time')
    return fc
      .date({
        min: new Date('2026-12-01T00:00:00Z'),
        max: new Date('2027-01-31T00:00:00Z'),
        noInvalidDate: true,
      })
      .map((at) => at.toISOString());
  if (format === 'date')
    return fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, '0')}`);
  if (format === 'email') return fc.nat(999).map((number) => `fuzz-${number}@example.org`);
  if (format === 'uri') return fc.webUrl({ validSchemes: ['https'] });
  return fc.string({
    unit: 'grapheme',
    minLength: Math.min(minLength, 200),
    maxLength: Math.max(Math.min(minLength, 200), Math.min(maxLength, 200)),
  });
}

/** JSON Schema says of a safe integer how far it may go; columns hold less. */
const whole = (bound: number | undefined, otherwise: number): number =>
  bound === undefined || Math.abs(bound) > 2 ** 31 ? otherwise : Math.ceil(bound);
