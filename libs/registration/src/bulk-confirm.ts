import { eventNow, type EventEntity } from '@foyer/events';
import { sql, type Tx } from '@foyer/platform';

/**
 * Confirms those of these people who are invited, in three statements however many they are: an organiser says that
 * they take part. Who has answered already is left alone. The caller holds the lock of the places.
 * @returns how many
 */
export async function confirmInvited(
  tx: Tx,
  event: EventEntity,
  people: readonly string[],
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ id: string; person: string }>`
    update registration set state = 'confirmed', confirmed_at = ${eventNow(event, now)}
    where event_id = ${event.id} and person_id = any(${people}::uuid[]) and state = 'invited'
    returning id, person_id as person`.execute(tx.sql);
  await sql`
    insert into event_role (event_id, person_id, role)
    select ${event.id}, person, 'attendee' from unnest(${rows.map(({ person }) => person)}::uuid[]) as person
    order by person on conflict do nothing`.execute(tx.sql);
  for (const { id, person } of rows)
    tx.fact('registration.confirmed', { event: event.id, person, registration: id });
  return rows.length;
}
