import { facts, mergeChanges, type FactName, type FactPayload, type StreamChange } from '@foyer/contracts';
import { sql } from 'kysely';
import { currentTrace, openSpan } from '../trace/trace.js';
import type { Committed } from './database.js';

/** What a transaction tells the rest of the house: gathered while it runs, written as its last statements. */
export class Effects {
  private readonly facts: { name: FactName; payload: unknown }[] = [];
  private readonly changes = new Map<string, StreamChange>();

  fact<F extends FactName>(name: F, payload: FactPayload<F>): void {
    this.facts.push({ name, payload: facts[name].payload.parse(payload) });
  }

  change(stream: string, change: StreamChange): void {
    const earlier = this.changes.get(stream);
    this.changes.set(stream, earlier ? mergeChanges(earlier, change) : change);
  }

  get empty(): boolean {
    return this.facts.length === 0 && this.changes.size === 0;
  }

  get committed(): Committed {
    return { streams: [...this.changes.keys()], facts: this.facts.length > 0 };
  }

  /** One statement, however much there is to tell; null where there is nothing. */
  written(): Part | null {
    const facts = this.facts.length ? [factsWritten(this.facts)] : [];
    const changes = this.changes.size ? changesWritten(this.changes) : [];
    const parts = [...facts, ...changes];
    return parts.length ? sql`with ${sql.join(parts)} select` : null;
  }
}

type Part = ReturnType<typeof sql>;

function factsWritten(facts: readonly { name: FactName; payload: unknown }[]): Part {
  const rows = facts.map((fact) => ({ ...fact, span: spanOf(fact.name) }));
  return sql`facts_written as (
    insert into outbox_fact (name, payload, trace_id, span_id)
    select name, payload, ${currentTrace() ?? null}, span
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as f(name text, payload jsonb, span text))`;
}

/** Where the job goes on from, whichever process has it. */
function spanOf(fact: FactName): string | null {
  const span = openSpan({ name: `fact ${fact}`, kind: 'producer', within: true });
  const id = span?.id ?? null;
  span?.end();
  return id;
}

/** Raises the revision of each stream by one and logs its change under that number. */
function changesWritten(changes: ReadonlyMap<string, StreamChange>): Part[] {
  const rows = [...changes].map(([name, change]) => ({ name, change }));
  return [
    sql`wanted as materialized (
      select name, change from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(name text, change jsonb))`,
    sql`raised as (
      insert into stream (name, rev) select name, 1 from wanted order by name
      on conflict (name) do update set rev = stream.rev + 1
      returning name, rev)`,
    sql`changes_written as (
      insert into stream_change (stream, rev, change)
      select name, rev, change from raised join wanted using (name))`,
  ];
}
