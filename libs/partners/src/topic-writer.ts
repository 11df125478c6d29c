import { maxTopics, type LocalisedText, type Synonyms } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { Problem, sql, type Tx } from '@foyer/platform';
import { peopleTouched, refreshPeople } from './topic-rows.js';

/** A topic as an import brings it: others are named by their keys. */
export interface GivenTopic {
  key: string;
  labels: LocalisedText;
  synonyms: Synonyms;
  parent: string | null;
  answers: readonly string[];
}

/** Changes of topics happen one after the other, and nobody's words are looked up meanwhile. */
export async function holdTopics(tx: Tx, event: string): Promise<void> {
  await sql`select hold_topics(${event})`.execute(tx.sql);
}

export const namesOf = ({ labels, synonyms }: Pick<GivenTopic, 'labels' | 'synonyms'>): string[] => [
  ...Object.values(labels),
  ...Object.values(synonyms).flat(),
];

/** @throws Problem topic_name_taken where another topic has one of the names */
export async function checkNames(
  tx: Tx,
  event: string,
  names: readonly string[],
  own: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ name: string; topic: string }>`
    select given.name, coalesce((
      select value from jsonb_each_text(c.labels) limit 1), c.key) as topic
    from unnest(${names}::text[]) as given(name)
    join topic_name n on n.event_id = ${event} and n.folded = topic_fold(given.name)
    join topic c on c.id = n.topic_id
    where not n.topic_id = any(${own}::uuid[]) limit 1`.execute(tx.sql);
  if (rows[0]) throw new Problem('topic_name_taken', rows[0]);
}

/**
 * A topic can be part of one that is itself part of none, and of nothing while others are part of it.
 * @throws Problem not_found, topic_parent
 */
export async function checkParent(tx: Tx, event: string, parent: string, own: string | null): Promise<void> {
  const { rows } = await sql<{ deep: boolean }>`
    select parent_id is not null or id = ${own}::uuid
      or exists (select from topic c where c.parent_id = ${own}::uuid) as deep
    from topic where id = ${parent} and event_id = ${event}`.execute(tx.sql);
  if (!rows[0]) throw new Problem('not_found');
  if (rows[0].deep) throw new Problem('topic_parent');
}

/** @throws Problem not_found for a topic of another event */
export async function putAnswers(
  tx: Tx,
  event: string,
  topic: string,
  answers: readonly string[],
): Promise<void> {
  const others = [...new Set(answers)].filter((id) => id !== topic);
  const { rows } = await sql`
    select from topic where event_id = ${event} and id = any(${others}::uuid[])`.execute(tx.sql);
  if (rows.length < others.length) throw new Problem('not_found');
  await sql`delete from topic_complement where offer_id = ${topic} and not need_id = any(${others}::uuid[])`.execute(
    tx.sql,
  );
  await sql`insert into topic_complement (offer_id, need_id)
    select ${topic}::uuid, unnest(${others}::uuid[]) on conflict do nothing`.execute(tx.sql);
}

/** @throws Problem too_many_topics @returns the keys that are taken */
export async function takenKeys(tx: Tx, event: string, more: number): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select key from topic where event_id = ${event}`.execute(
    tx.sql,
  );
  if (rows.length + more > maxTopics) throw new Problem('too_many_topics', { limit: maxTopics });
  return new Set(rows.map(({ key }) => key));
}

/**
 * Makes and changes topics by their keys, in few statements; those that are not named stay as they are.
 * @returns keys of those that are new and of those that have changed
 * @throws Problem topic_name_taken, too_many_topics
 */
export async function putTopics(
  tx: Tx,
  event: Pick<EventEntity, 'id'>,
  given: readonly GivenTopic[],
): Promise<{ created: string[]; changed: string[]; present: string[] }> {
  await holdTopics(tx, event.id);
  const { rows: before } = await sql<{ id: string; key: string }>`
    select id, key from topic where event_id = ${event.id}`.execute(tx.sql);
  const known = new Map(before.map(({ id, key }) => [key, id]));
  const news = given.filter(({ key }) => !known.has(key));
  await takenKeys(tx, event.id, news.length);
  const own = given.flatMap(({ key }) => known.get(key) ?? []);
  await checkNames(tx, event.id, given.flatMap(namesOf), own);
  const touched = await peopleTouched(tx, event.id, own);
  // Names may pass from one topic to another: those of all go before any come.
  await sql`delete from topic_name where topic_id = any(${own}::uuid[])`.execute(tx.sql);
  const { rows: written } = await sql<{ id: string; key: string; made: boolean; differs: boolean }>`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(key text, labels jsonb, synonyms jsonb, parent text)
    ), old as (
      select c.key, c.labels, c.synonyms, p.key as parent from topic c left join topic p on p.id = c.parent_id
      where c.event_id = ${event.id}
    ), put as (
      insert into topic as c (event_id, key, labels, synonyms)
      select ${event.id}, key, labels, synonyms from given
      on conflict (event_id, key) do update set labels = excluded.labels, synonyms = excluded.synonyms,
        version = c.version + 1
      returning c.id, c.key, (xmax = 0) as made
    )
    select put.id, put.key, put.made, (o.labels, o.synonyms, o.parent) is distinct from (g.labels, g.synonyms, g.parent) as differs
    from put join given g on g.key = put.key left join old o on o.key = put.key`.execute(tx.sql);
  const ids = new Map([...known, ...written.map(({ id, key }) => [key, id] as const)]);
  await sql`
    update topic c set parent_id = g.parent
    from unnest(${given.map(({ key }) => ids.get(key))}::uuid[],
      ${given.map(({ parent }) => (parent === null ? null : (ids.get(parent) ?? null)))}::uuid[]) as g(id, parent)
    where c.id = g.id and c.parent_id is distinct from g.parent`.execute(tx.sql);
  const answered = new Set<string>();
  for (const { key, answers } of given) {
    const id = ids.get(key) ?? '';
    const wanted = answers.flatMap((other) => ids.get(other) ?? []).filter((other) => other !== id);
    const { rows } = await sql`
      with gone as (
        delete from topic_complement where offer_id = ${id} and not need_id = any(${wanted}::uuid[]) returning 1
      ), come as (
        insert into topic_complement (offer_id, need_id) select ${id}::uuid, unnest(${wanted}::uuid[])
        on conflict do nothing returning 1
      ) select 1 from gone union all select 1 from come`.execute(tx.sql);
    if (rows.length > 0) answered.add(key);
  }
  const all = written.map(({ id }) => id);
  await refreshPeople(tx, event.id, [...touched, ...(await peopleTouched(tx, event.id, all))]);
  return {
    created: written.filter(({ made }) => made).map(({ key }) => key),
    changed: written
      .filter(({ made, differs, key }) => !made && (differs || answered.has(key)))
      .map(({ key }) => key),
    present: [...known.keys()],
  };
}
