import { z } from 'zod';

/** JSON Schema, as far as contracts use it. */
interface Shape {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  propertyNames?: Shape;
  items?: Shape | boolean;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
  pattern?: string;
  $ref?: string;
  $defs?: Record<string, Shape>;
}

/** Values for properties of a name, wherever they are; the first that fits the schema there is taken. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

interface Options {
  known?: Known;
  /** What is optional, too: nothing of it, what has a known name (and what leads to it), or everything. */
  optional?: 'none' | 'known' | 'all';
}

interface Making {
  known: Known;
  optional: NonNullable<Options['optional']>;
  defs: Record<string, Shape>;
}

/** A valid input of a schema of the contracts; the smallest one unless told otherwise. */
export function sampleOf(schema: z.ZodType, { known = {}, optional = 'none' }: Options = {}): unknown {
  const shape: Shape = JSON.parse(
    JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })),
  );
  return valueOf(shape, '', { known, optional, defs: shape.$defs ?? {} });
}

/** The names of the properties of a schema that stand for things: all but those that say which of a few. */
export function thingsIn(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, part]) => (part instanceof z.ZodEnum ? [] : [name]));
}

function valueOf(shape: Shape, name: string, making: Making): unknown {
  if (shape.$ref) return valueOf(making.defs[shape.$ref.split('/').at(-1) ?? ''] ?? {}, name, making);
  if (shape.const !== undefined) return shape.const;
  const branches = shape.anyOf ?? shape.oneOf;
  if (branches) {
    const known = branches.find((branch) => knownFor(branch, name, making) !== undefined);
    return valueOf(known ?? branches[0] ?? {}, name, making);
  }
  const known = knownFor(shape, name, making);
  if (known !== undefined) return known;
  if (shape.enum) return shape.enum[0];
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((part) => valueOf(part, name, making)));
  switch (typeOf(shape)) {
    case 'object':
      return objectOf(shape, making);
    case 'array':
      return arrayOf(shape, name, making);
    case 'string':
      return textOf(shape);
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'anything';
  }
}

function objectOf(shape: Shape, making: Making): Record<string, unknown> {
  const all = Object.entries(shape.properties ?? {});
  if (all.length === 0 && typeof shape.additionalProperties === 'object') {
    const [key] = shape.propertyNames?.enum ?? ['key'];
    return { [String(key)]: valueOf(shape.additionalProperties, '', making) };
  }
  const given = all.filter(
    ([key, part]) =>
      shape.required?.includes(key) ||
      making.optional === 'all' ||
      (making.optional === 'known' && leadsToKnown(part, key, making)),
  );
  // An edit that changes nothing is refused: where nothing is required, one thing is given.
  const chosen = given.length > 0 ? given : all.slice(0, 1);
  return Object.fromEntries(chosen.map(([key, part]) => [key, valueOf(part, key, making)]));
}

function arrayOf(shape: Shape, name: string, making: Making): unknown[] {
  if (typeof shape.items !== 'object') return [];
  const wanted = making.optional === 'none' ? 0 : 1;
  const one = singular(name);
  const { items } = shape;
  return Array.from({ length: Math.max(shape.minItems ?? 0, wanted) }, () => valueOf(items, one, making));
}

/** `registrations` holds a `registration` each. */
const singular = (name: string): string => name.replace(/s$/, '');
const typeOf = ({ type }: Shape): string | undefined => (Array.isArray(type) ? type[0] : type);

function knownFor(shape: Shape, name: string, { known }: Making): unknown {
  const values = Object.hasOwn(known, name) ? known[name] : undefined;
  return values?.find((value) => fits(shape, value));
}

function leadsToKnown(shape: Shape, name: string, making: Making): boolean {
  if (shape.$ref) return leadsToKnown(making.defs[shape.$ref.split('/').at(-1) ?? ''] ?? {}, name, making);
  if (knownFor(shape, name, making) !== undefined) return true;
  if ([...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].some((part) => leadsToKnown(part, name, making)))
    return true;
  if (typeof shape.items === 'object' && leadsToKnown(shape.items, singular(name), making)) return true;
  return Object.entries(shape.properties ?? {}).some(([key, part]) => leadsToKnown(part, key, making));
}

function fits(shape: Shape, value: unknown): boolean {
  if (shape.enum) return shape.enum.includes(value);
  const type = typeOf(shape);
  if (Array.isArray(value)) return type === 'array';
  if (typeof value === 'number') return type === 'number' || type === 'integer';
  if (typeof value !== 'string' || type !== 'string') return typeof value === type;
  const isId = uuid.test(value);
  if (shape.format === 'uuid') return isId;
  return !isId && (shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(value));
}
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function textOf({ format, pattern, minLength = 1 }: Shape): string {
  switch (format) {
    case 'uuid':
      return '0198a000-0000-7000-8000-00000000dead';
    case 'date-time':
      return '2026-12-14T10:00:00.000Z';
    case 'date':
      return '2026-12-14';
    case 'email':
      return 'somebody@example.org';
    case 'uri':
      return 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
    default: {
      const plain = 'sample'.padEnd(minLength, 's');
      const fitting = [plain, 'GE', '#123456', '123456'].find(
        (text) => pattern === undefined || new RegExp(pattern, 'u').test(text),
      );
      return fitting ?? plain;
    }
  }
}
