import type { RegistrationForm, RegistrationState } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';

/** A person's registration, locked. */
export async function findForUpdate(
  tx: Tx,
  event: string,
  person: string,
): Promise<{ id: string; state: RegistrationState } | null> {
  const { rows } = await sql<{ id: string; state: RegistrationState }>`
    select id, state from registration where event_id = ${event} and person_id = ${person} for update`.execute(
    tx.sql,
  );
  return rows[0] ?? null;
}

export interface Stored {
  /** Null where it is to be made. */
  id: string | null;
  event: string;
  person: string;
  organisation: string;
  form: RegistrationForm;
  state: RegistrationState;
  /** Of whoever joins the line; who stands in it keeps their own. */
  number: number | null;
  now: Date;
}

/** Writes a registration's row; the caller holds the lock of the places. @returns its id */
export async function store(tx: Tx, stored: Stored): Promise<string> {
  const { id, event, person, organisation, form, state, number, now } = stored;
  const given = JSON.stringify(form);
  if (id === null) {
    const { rows } = await sql<{ id: string }>`
      insert into registration (event_id, person_id, state, queue_number, name, category, organisation_id, country,
        job_title, language, time_zone, offers, needs, about, listed, shown_to, shown_categories, confirmed_at,
        created_at, asked_at)
      select ${event}::uuid, ${person}::uuid, ${state}, ${number}::int, f.name, f.category, ${organisation}::uuid, f.country,
        f."jobTitle", f.language, f."timeZone", f.offers, f.needs, f.about,
        coalesce(f."shownTo" <> 'nobody', f.listed), coalesce(nullif(f."shownTo", 'nobody'), 'everybody'),
        coalesce(f."shownCategories", '{}'),
        case when ${state} = 'confirmed' then ${now}::timestamptz end, ${now}::timestamptz, ${now}::timestamptz
      from ${formRow(given)}
      returning id`.execute(tx.sql);
    if (!rows[0]) throw new Error('the registration was not made');
    return rows[0].id;
  }
  await sql`
    update registration r set state = ${state},
      queue_number = case when ${state} = 'waiting' then coalesce(${number}::int, r.queue_number) end,
      decline_reason = case when ${state} = 'declined' then r.decline_reason end,
      name = f.name, category = f.category,
      organisation_id = ${organisation}, country = f.country, job_title = f."jobTitle", language = f.language,
      time_zone = f."timeZone", offers = f.offers, needs = f.needs, about = f.about,
      listed = coalesce(f."shownTo" <> 'nobody', f.listed),
      shown_to = coalesce(nullif(f."shownTo", 'nobody'), r.shown_to),
      shown_categories = coalesce(f."shownCategories", r.shown_categories),
      asked_at = case when r.state = ${state} then r.asked_at else ${now}::timestamptz end,
      confirmed_at = case when ${state} = 'confirmed' and r.state <> 'confirmed' then ${now}::timestamptz
        else r.confirmed_at end
    from ${formRow(given)}
    where r.id = ${id}`.execute(tx.sql);
  return id;
}

const formRow = (
  form: string,
) => sql`jsonb_to_record(${form}::jsonb) as f(name text, category text, country text,
  "jobTitle" text, language text, "timeZone" text, offers text[], needs text[], about text, listed boolean,
  "shownTo" text, "shownCategories" text[])`;
