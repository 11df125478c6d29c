import { Migration } from '@mikro-orm/migrations';

/**
 * Votes come in groups of hundreds, and looking for the question and the person of each was more than half of what they
 * cost. Both are looked for once a statement now, with the locks that foreign keys take: who is being removed meanwhile
 * is waited for. The keys themselves stay in the catalogue, as what the triggers hold. Decision 61.
 */
export class Migration0068VotesTogether extends Migration {
  override up(): void {
    for (const statement of [belong, come, go, stay]) this.addSql(statement);
  }
}

/* Tables by their whole names: a restored dump looks for none, and a setting for it would cost a small group a tenth. */
const belong = `
alter table "vote" alter constraint "vote_question_id_foreign" not enforced;
alter table "vote" alter constraint "vote_person_id_foreign" not enforced;
create function votes_belong(asked int[], people uuid[]) returns void language plpgsql as $$
begin
  if cardinality(asked) > (with held as materialized (
    select from public.question where id = any(asked) order by id for key share) select count(*) from held)
  then
    raise foreign_key_violation using message = 'a vote for a question that is gone',
      table = 'vote', constraint = 'vote_question_id_foreign';
  end if;
  if cardinality(people) > (with held as materialized (
    select from public.person where id = any(people) order by id for key share) select count(*) from held)
  then
    raise foreign_key_violation using message = 'a vote of a person who is gone',
      table = 'vote', constraint = 'vote_person_id_foreign';
  end if;
end $$;
`;

const come = `
create function votes_come() returns trigger language plpgsql as $$
begin
  perform public.votes_belong(
    array(select distinct question_id from fresh), array(select distinct person_id from fresh));
  return null;
end $$;
create trigger votes_added after insert on "vote" referencing new table as fresh
  for each statement execute function votes_come();
create function votes_move() returns trigger language plpgsql as $$
begin
  perform public.votes_belong(
    array(select question_id from fresh except select question_id from stale),
    array(select person_id from fresh except select person_id from stale));
  return null;
end $$;
create trigger votes_changed after update on "vote" referencing old table as stale new table as fresh
  for each statement execute function votes_move();
`;

/*
 * Who votes has held what goes, and has committed before: a statement sees those votes, but for one of a transaction
 * that looks at everything as it was when it began.
 */
const go = `
create function votes_go() returns trigger language plpgsql as $$
begin
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise serialization_failure using message = format('a %s goes, and votes cannot be seen', tg_table_name);
  end if;
  if tg_table_name = 'question' then
    delete from public.vote where question_id in (select id from gone);
  else
    delete from public.vote where person_id in (select id from gone);
  end if;
  return null;
end $$;
create trigger questions_gone after delete on "question" referencing old table as gone
  for each statement execute function votes_go();
create trigger people_gone after delete on "person" referencing old table as gone
  for each statement execute function votes_go();
`;

/* Nothing would move their votes with them. */
const stay = `
create function id_stays() returns trigger language plpgsql as $$
begin
  raise restrict_violation using message = format('the id of a %s never changes', tg_table_name);
end $$;
create trigger question_id_stays before update of id on "question" for each row
  when (old.id is distinct from new.id) execute function id_stays();
create trigger person_id_stays before update of id on "person" for each row
  when (old.id is distinct from new.id) execute function id_stays();
`;
