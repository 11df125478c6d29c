import type { SeenMail } from './mailbox.js';

/** Which mails are due to whom: written as the rehearsal goes, held against the mailbox at the end. */
export class Ledger {
  private readonly due = new Map<string, number>();
  private readonly allowed = new Set<string>();

  /** One more mail of this kind is due. */
  expect(kind: string, to: string): void {
    const key = `${kind} → ${to.toLowerCase()}`;
    this.due.set(key, (this.due.get(key) ?? 0) + 1);
  }

  /** A mail of this kind may come, once, and need not. */
  allow(kind: string, to: string): void {
    this.allowed.add(`${kind} → ${to.toLowerCase()}`);
  }

  get total(): number {
    return [...this.due.values()].reduce((sum, count) => sum + count, 0);
  }

  /** What is missing, what came too often, and what nobody was due. */
  audit(seen: readonly SeenMail[]): { missing: string[]; doubled: string[]; unexpected: string[] } {
    const came = new Map<string, number>();
    for (const { kind, to } of seen) {
      const key = `${kind} → ${to}`;
      came.set(key, (came.get(key) ?? 0) + 1);
    }
    const missing: string[] = [];
    const doubled: string[] = [];
    for (const [key, count] of this.due) {
      const got = came.get(key) ?? 0;
      if (got < count) missing.push(`${key} (${got} of ${count})`);
      if (got > count) doubled.push(`${key} (${got} instead of ${count})`);
    }
    const unexpected = [...came].flatMap(([key, count]) =>
      this.due.has(key) || (this.allowed.has(key) && count === 1) ? [] : [key],
    );
    return { missing, doubled, unexpected };
  }
}

/** Mails by kind. */
export function countKinds(seen: readonly SeenMail[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { kind } of seen) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => a.localeCompare(b)));
}
