import { sql } from '@foyer/platform';

type Fragment = ReturnType<typeof sql>;

/** What a key of `partner_term` is called: the topic by its names, other words as the first who wrote them. */
export const labelOf = (event: string, key: Fragment) => sql`
  select coalesce(
    (select labelled.labels from topic labelled where labelled.event_id = ${event} and labelled.id::text = ${key}),
    (select jsonb_build_object(r.language, w.words)
      from partner_term w join registration r on r.event_id = w.event_id and r.person_id = w.person_id
      where w.event_id = ${event} and w.side in ('offer', 'need') and w.key = ${key} and starts_with(w.key, '~')
      order by w.words, w.person_id limit 1)) as label`;
