import type { LooseWords, Topic } from '@foyer/contracts';
import { sql, type Sql, type Tx } from '@foyer/platform';

const mostLoose = 200;

/** Topics of an event, in order of their keys, with how many participants use them. */
export async function readTopics(database: Sql, event: string, only?: readonly string[]): Promise<Topic[]> {
  const { rows } = await sql<Topic>`
    with used as (
      select t.topic_id, count(distinct t.person_id) filter (where t.side = 'offer')::int as offered,
        count(distinct t.person_id) filter (where t.side = 'need')::int as needed
      from partner_term t
      join registration r on r.event_id = t.event_id and r.person_id = t.person_id and r.state = 'confirmed'
      where t.event_id = ${event} and t.topic_id is not null group by t.topic_id
    )
    select c.id, c.key, c.labels, c.synonyms, c.parent_id as parent, c.version,
      coalesce((select jsonb_agg(a.need_id order by n.key) from topic_complement a join topic n on n.id = a.need_id
        where a.offer_id = c.id), '[]') as answers,
      coalesce(u.offered, 0) as offered, coalesce(u.needed, 0) as needed
    from topic c left join used u on u.topic_id = c.id
    where c.event_id = ${event} and (${only ?? null}::uuid[] is null or c.id = any(${only ?? null}::uuid[]))
    order by c.id`.execute(database);
  return rows;
}

/** Words of participants that are the name of no topic, the most used first. */
export async function readLooseWords(
  database: Sql,
  event: string,
): Promise<{ loose: LooseWords[]; looseTotal: number }> {
  const { rows } = await sql<LooseWords & { total: number }>`
    select mode() within group (order by t.words) as words, mode() within group (order by r.language) as language,
      count(distinct t.person_id) filter (where t.side = 'offer')::int as offered,
      count(distinct t.person_id) filter (where t.side = 'need')::int as needed,
      (array_agg(t.near_id))[1] as near, count(*) over ()::int as total
    from partner_term t
    join registration r on r.event_id = t.event_id and r.person_id = t.person_id and r.state = 'confirmed'
    where t.event_id = ${event} and t.topic_id is null
    group by t.key order by count(distinct t.person_id) desc, t.key limit ${mostLoose}`.execute(database);
  return { loose: rows.map(({ total: _, ...words }) => words), looseTotal: rows[0]?.total ?? 0 };
}

/** People whose words mean one of these topics, are part of one, or are like one of their names as they are now. */
export async function peopleTouched(tx: Tx, event: string, topics: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person: string }>`
    select t.person_id as person from partner_term t
    where t.event_id = ${event} and (t.near_id = any(${topics}::uuid[])
      or t.topic_id in (select id from topic where id = any(${topics}::uuid[]) or parent_id = any(${topics}::uuid[])))
    union
    select t.person_id from topic_name n
    join partner_term t on t.event_id = n.event_id and (t.folded = n.folded or t.folded % n.folded)
    where n.event_id = ${event} and n.topic_id = any(${topics}::uuid[]) and t.topic_id is null`.execute(
    tx.sql,
  );
  return rows.map(({ person }) => person);
}

/** Finds out anew what these people mean, and what the search compares of them. */
export async function refreshPeople(tx: Tx, event: string, people: Iterable<string>): Promise<void> {
  const all = [...new Set(people)].sort();
  if (all.length > 0) await sql`select refresh_partners(${event}, ${all}::uuid[])`.execute(tx.sql);
}
