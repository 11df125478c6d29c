import { Migration } from '@mikro-orm/migrations';

/**
 * A category that is merged or given up is so wherever its key is kept, in the transaction that saves the form. The
 * rooms that keep such keys are peers, or rank above the form: that is why the database knows the places.
 */
export class Migration0075CategoriesReplaced extends Migration {
  override up(): void {
    for (const statement of [keys, replacing, using, mending]) this.addSql(statement);
  }
}

/* In the order in which they stood, each once; without the one given up where nothing takes its place. */
const keys = `
create function keys_replaced(keys text[], given_up text, instead text) returns text[] language sql immutable as $$
  select coalesce(array_agg(key order by place), '{}') from (
    select case when key = given_up then instead else key end as key, min(place) as place
    from unnest(keys) with ordinality as given(key, place) group by 1) as kept
  where key is not null
$$`;

/*
 * instead: null where nothing takes its place; who was in it is moved by whoever calls this. It empties no list: that
 * of a block would let nobody in, and that of a message everybody.
 */
const replacing = `
create function replace_category(wanted_event uuid, given_up text, instead text) returns void language plpgsql as $$
begin
  update meeting_block set categories = keys_replaced(categories, given_up, instead)
    where event_id = wanted_event and given_up = any(categories) and (instead is not null or cardinality(categories) > 1);
  update registration set shown_categories = keys_replaced(shown_categories, given_up, instead)
    where event_id = wanted_event and given_up = any(shown_categories);
  -- What the one that stays says of itself holds.
  with gone as (
    delete from meeting_cap where event_id = wanted_event and category = given_up returning open_requests, meetings
  )
  insert into meeting_cap (event_id, category, open_requests, meetings)
  select wanted_event, instead, open_requests, meetings from gone where instead is not null on conflict do nothing;
  -- Of the two that are one now nobody has said that they may not ask their own.
  with gone as (
    delete from meeting_forbidden where event_id = wanted_event and given_up in (asks, asked) returning asks, asked
  )
  insert into meeting_forbidden (event_id, asks, asked)
  select distinct wanted_event, case when asks = given_up then instead else asks end,
    case when asked = given_up then instead else asked end
  from gone where instead is not null and (asks = asked or instead not in (asks, asked)) on conflict do nothing;
  -- Whoever has a draft open hears that it has changed. What was sent went to a category of that name.
  update message set version = version + 1, audience = jsonb_set(audience, '{categories}', to_jsonb(keys_replaced(
      array(select jsonb_array_elements_text(audience -> 'categories')), given_up, instead)))
    where event_id = wanted_event and audience -> 'categories' ? given_up
      and (instead is not null or (state = 'draft' and jsonb_array_length(audience -> 'categories') > 1));
end $$`;

/* What is for these categories alone, by what it is called. */
const using = `
create function only_for_categories(wanted_event uuid, gone text[]) returns table (label jsonb)
language sql stable as $$
  select label from (
    select b.title as label, b.starts_at as at, b.id from meeting_block b
    where b.event_id = wanted_event and not b.closed and cardinality(b.categories) > 0 and b.categories <@ gone
    union all
    select m.subject, m.created_at, m.id from message m
    where m.event_id = wanted_event and m.state = 'draft' and m.audience -> 'categories' <> '[]'
      and m.audience -> 'categories' <@ to_jsonb(gone)
  ) as uses order by at, id
$$`;

/* Keys that earlier merges have left behind. What names nothing else is left for its organisers to mend. */
const mending = `
do $$ declare stale record; begin
  for stale in
    select e.id as event, kept.key from event e
    join lateral (
      select unnest(b.categories) from meeting_block b where b.event_id = e.id
      union select unnest(r.shown_categories) from registration r where r.event_id = e.id
      union select c.category from meeting_cap c where c.event_id = e.id
      union select unnest(array[f.asks, f.asked]) from meeting_forbidden f where f.event_id = e.id
    ) as kept(key) on true
    where not e.categories @> jsonb_build_array(jsonb_build_object('key', kept.key))
  loop
    perform replace_category(stale.event, stale.key, null);
  end loop;
end $$`;
