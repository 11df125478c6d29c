import { Problem, sql, type Tx } from '@foyer/platform';
import { openTo, tablesTaken } from './block-rules.js';
import { cappedSql } from './rules.service.js';

/** A slot as those see it who would meet in it for a request. */
export interface SlotSeen {
  id: string;
  event: string;
  startsAt: Date;
  endsAt: Date;
  tables: number | null;
  taken: number;
  /** Who will meet: where an organisation is asked, whoever accepts for it. */
  people: string[];
  /** How many of them have a confirmed registration. */
  there: number;
  /** Whether the block is for all of them. */
  open: boolean;
  /** Put forward for this request. */
  proposed: boolean;
  /** Its times are computed: people choose none but those that are put forward. */
  computed: boolean;
  /** Meetings here wait for an organiser's approval. */
  approval: boolean;
  /** How many meetings one of them may have is limited. */
  capped: boolean;
  /** For the meeting that is to come. */
  meeting: string;
}

interface Seen {
  /** Whether a meeting has come of the request, were it one that was cancelled. */
  placed: boolean;
  /** Null where there is none, or it is closed. */
  slot: SlotSeen | null;
}

/** Reads a slot for a request that `me` accepts, which is locked already. */
export async function readSlot(tx: Tx, slot: string, request: string, me: string): Promise<Seen> {
  const people = sql`them.people`;
  const { rows } = await sql<{ placed: boolean } & ({ id: null } | SlotSeen)>`
    select exists (select from meeting m where m.request_id = q.id) as placed,
      s.id, b.event_id as event, s.starts_at as "startsAt", s.ends_at as "endsAt", b.tables,
      ${people}::text[] as people, uuidv7() as meeting, b.mode = 'computed' as computed,
      b.mode = 'approval' as approval, ${openTo(people)} as open, ${cappedSql(sql`b.event_id`, people)} as capped,
      exists (select from meeting_proposal p where p.request_id = q.id and p.slot_id = s.id) as proposed,
      ${tablesTaken} as taken,
      (select count(*)::int from registration r
        where r.event_id = b.event_id and r.person_id = any(${people}) and r.state = 'confirmed') as there
    from meeting_request q
    left join (meeting_slot s join meeting_block b on b.id = s.block_id) on s.id = ${slot} and not s.closed
    cross join lateral (select array_remove(
      array[q.asker_id, case q.asker_id when ${me}::uuid then q.asked_id else ${me}::uuid end], null) as people) them
    where q.id = ${request}`.execute(tx.sql);
  const [row] = rows;
  return { placed: row?.placed ?? false, slot: row && row.id !== null ? row : null };
}

/**
 * @returns the slot, where nothing that it is itself speaks against booking it
 * @throws Problem not_found, also for a slot whose time nobody chooses; request_state; not_for_category; slot_past;
 *   slot_taken
 */
export function openOne(slot: SlotSeen | null, event: string, now: Date): SlotSeen {
  if (slot?.event !== event || (slot.computed && !slot.proposed)) throw new Problem('not_found');
  // One of them has withdrawn from the event meanwhile.
  if (slot.there !== slot.people.length) throw new Problem('request_state');
  if (!slot.open) throw new Problem('not_for_category');
  if (slot.startsAt <= now) throw new Problem('slot_past');
  // Most of those who come too late are told here, before they have locked anybody's time.
  if (slot.tables !== null && slot.taken >= slot.tables) throw new Problem('slot_taken');
  return slot;
}
