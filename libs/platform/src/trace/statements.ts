import pg from 'pg';
import { openSpan } from './trace.js';

/** What a statement does, in two words: its text may hold values, which are people's. */
export function statementName(text: string): string {
  const bare = text.slice(0, 20_000).replace(/'(?:[^']|'')*(?:'|$)/g, "''");
  const verb = /^[\s(]*([a-z]+)/i.exec(bare)?.[1]?.toLowerCase() ?? 'statement';
  const table = /\b(?:from|into|update)\s+"?([a-z_][a-z0-9_]*)/i.exec(bare)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

let watched = false;

/** Most texts come again and again. */
const names = new Map<string, string>();
const rememberedNames = 2_000;

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= rememberedNames) names.clear();
  const name = statementName(text);
  names.set(text, name);
  return name;
}

/**
 * Measures every statement that is made inside of something measured, whoever makes it: the ORM, plain SQL and the job
 * queue share the driver. Done once, where traces are sent, and else never.
 */
export function watchStatements(): void {
  if (watched) return;
  watched = true;
  const plain: unknown = Reflect.get(pg.Client.prototype, 'query');
  if (typeof plain !== 'function') throw new Error('The driver of PostgreSQL has no queries');
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...given: unknown[]): unknown {
    const text = textOf(given[0]);
    const span =
      text === undefined
        ? null
        : openSpan({
            ...{ name: nameOf(text), kind: 'client', within: true },
            attributes: { 'db.system.name': 'postgresql' },
          });
    if (!span) return Reflect.apply(plain, this, given) as unknown;
    const told = given.at(-1);
    if (typeof told === 'function') {
      given[given.length - 1] = (error: unknown, ...rest: unknown[]): unknown => {
        span.end(error ?? undefined);
        return Reflect.apply(told, undefined, [error, ...rest]) as unknown;
      };
    }
    const answer: unknown = Reflect.apply(plain, this, given);
    if (answer instanceof Promise) {
      answer.then(
        () => span.end(),
        (error: unknown) => span.end(error),
      );
    }
    return answer;
  });
}

/** @returns undefined for cursors, which answer in their own time */
function textOf(query: unknown): string | undefined {
  if (typeof query === 'string') return query;
  if (typeof query !== 'object' || query === null || 'submit' in query) return undefined;
  return 'text' in query && typeof query.text === 'string' ? query.text : undefined;
}
