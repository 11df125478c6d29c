import { Migration } from '@mikro-orm/migrations';

/**
 * Votes come in groups of hundreds, and looking for the question and the person of each was more than half of what they
 * cost. Both are looked for once a statement now, with the locks that foreign keys take: who is being removed meanwhile
 * is waited for. The keys themselves stay in the catalogue, as what the triggers hold. Decision 61.
 */
export class Migration0068VotesTogether extends Migration {
  override up(): void {
    for (const statement of [added, removed, stays]) this.addSql(statement);
  }
}

const added = `
alter table "vote" alter constraint "vote_question_id_foreign" not enforced;
alter table "vote" alter constraint "vote_person_id_foreign" not enforced;
create function votes_belong() returns trigger language plpgsql as $$
declare
  asked int[] := array(select distinct question_id from fresh);
  people uuid[] := array(select distinct person_id from fresh);
  found_questions int := (with held as materialized (
    select from question where id = any(asked) order by id for key share) select count(*) from held);
  found_people int := (with held as materialized (
    select from person where id = any(people) order by id for key share) select count(*) from held);
begin
  if found_questions < cardinality(asked) then
    raise foreign_key_violation using message = 'a vote for a question that is gone',
      table = 'vote', constraint = 'vote_question_id_foreign';
  end if;
  if found_people < cardinality(people) then
    raise foreign_key_violation using message = 'a vote of a person who is gone',
      table = 'vote', constraint = 'vote_person_id_foreign';
  end if;
  return null;
end $$;
create trigger votes_added after insert on "vote" referencing new table as fresh
  for each statement execute function votes_belong();
create trigger votes_changed after update on "vote" referencing new table as fresh
  for each statement execute function votes_belong();
`;

const removed = `
create function votes_of_questions_go() returns trigger language plpgsql as $$
begin
  delete from vote where question_id in (select id from gone);
  return null;
end $$;
create trigger questions_gone after delete on "question" referencing old table as gone
  for each statement execute function votes_of_questions_go();
create function votes_of_people_go() returns trigger language plpgsql as $$
begin
  delete from vote where person_id in (select id from gone);
  return null;
end $$;
create trigger people_gone after delete on "person" referencing old table as gone
  for each statement execute function votes_of_people_go();
`;

/* Nothing would move their votes with them. */
const stays = `
create function id_stays() returns trigger language plpgsql as $$
begin
  raise restrict_violation using message = format('the id of a %s never changes', tg_table_name);
end $$;
create trigger question_id_stays before update of id on "question" for each row
  when (old.id is distinct from new.id) execute function id_stays();
create trigger person_id_stays before update of id on "person" for each row
  when (old.id is distinct from new.id) execute function id_stays();
`;
