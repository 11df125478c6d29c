import type pg from 'pg';
import { rolledBack, type Ended } from './lost-connections.js';

/** A text that comes less often is planned anew each time, which costs the connection no memory. */
const uses = 5;
/** Texts that each connection keeps planned, at most. */
const most = 150;
/** Texts that are counted, at most; those that hold values of their own never come again. */
const counted = 5_000;
const maxCharacters = 20_000;
/** What a statement is answered whose plan was made before a column came or went. */
const planOutOfDate = '0A000';
/** What a statement is answered whose plan was never made. */
const planUnknown = '26000';

/**
 * One plan for any values, until the transaction ends: a list of one id is thought to be of ten, and would be planned anew
 * each time for that.
 */
const planOnce = 'set local plan_cache_mode = force_generic_plan';

/**
 * Lets every connection of a pool parse and plan the statements of ordinary transactions once instead of each time:
 * of a booking's time in the database, planning was more than half. Statements outside of transactions and those of
 * snapshots (reports, lists, exports) are planned for what they are given: their best plan depends on it.
 */
export class PlannedOnce {
  private readonly seen = new Map<string, number>();
  private readonly names = new Map<string, string>();
  /** Raised when the tables have changed under the plans: from then on all have new names, and new plans. */
  private generation = 0;

  /** Call it for each new connection. */
  watch(client: pg.ClientBase & Ended): void {
    const plain: unknown = Reflect.get(client, 'query');
    if (typeof plain !== 'function') throw new Error('The driver of PostgreSQL has no queries');
    const query = (given: unknown[]): unknown => Reflect.apply(plain, client, given) as unknown;
    let inTransaction = false;
    let beginning: Promise<unknown> | null = null;
    Reflect.set(client, 'query', (...given: unknown[]): unknown => {
      const [text, values, ...rest] = given;
      if (typeof text !== 'string') return query(given);
      if (text === 'begin') {
        inTransaction = true;
        const sent = query([`begin; ${planOnce}`, ...given.slice(1)]);
        if (!(sent instanceof Promise)) return sent;
        // Nobody waits for it: the first statement leaves right behind, which spares a way there and back.
        beginning = sent;
        sent.catch(() => undefined);
        return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] });
      }
      const begun = beginning;
      beginning = null;
      if (text === 'commit' || text === 'rollback') inTransaction = false;
      if (text === 'rollback') return rolledBack(client, query(given));
      const name = inTransaction && rest.length === 0 && isFull(values) ? this.nameOf(text) : undefined;
      const answer = name === undefined ? query(given) : this.again(name, query([{ name, text, values }]));
      // What follows a beginning that failed is no transaction.
      return begun && answer instanceof Promise
        ? Promise.all([begun, answer]).then(([, own]: unknown[]) => own)
        : answer;
    });
  }

  /** A plan that is out of date ends its transaction; `Database.write` tries it again, and the next plan is new. */
  private again(name: string, answer: unknown): unknown {
    if (!(answer instanceof Promise)) return answer;
    return answer.catch((error: unknown) => {
      if (isPlanOutOfDate(error) && this.names.size > 0 && name.startsWith(this.prefix)) {
        this.generation++;
        this.names.clear();
      }
      throw error;
    });
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= most || text.length > maxCharacters) return undefined;
    const seen = (this.seen.get(text) ?? 0) + 1;
    if (seen < uses) {
      if (this.seen.size >= counted) this.seen.clear();
      this.seen.set(text, seen);
      return undefined;
    }
    this.seen.delete(text);
    const name = `${this.prefix}${this.names.size}`;
    this.names.set(text, name);
    return name;
  }

  private get prefix(): string {
    return `foyer_${this.generation}_`;
  }
}

/** Whether a statement failed since its plan is older than a table's columns; nothing is wrong with it. */
export function isPlanOutOfDate(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && error.code === planOutOfDate)) return false;
  // Its words depend on the database's language.
  return 'routine' in error && error.routine === 'RevalidateCachedQuery';
}

/** Whether a statement failed since its connection knows no plan by its name; nothing was carried out. */
export function isPlanUnknown(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === planUnknown;
}

function isFull(values: unknown): values is unknown[] {
  return Array.isArray(values) && values.length > 0;
}
