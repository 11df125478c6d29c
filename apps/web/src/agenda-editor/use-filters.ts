import { SessionKind, Uuid, type AgendaConflict, type DraftSession } from '@foyer/contracts';
import { z } from 'zod';
import { useAddress } from '../ui/use-address.js';

const flag = z
  .literal('1')
  .transform(() => true)
  .optional()
  .catch(undefined);
/** What the address may say; anything else in it is passed over. */
const Filters = z.object({
  day: z.iso.date().optional().catch(undefined),
  view: z.enum(['grid', 'list']).default('grid').catch('grid'),
  search: z.string().trim().min(1).max(120).optional().catch(undefined),
  track: Uuid.optional().catch(undefined),
  room: z
    .union([Uuid, z.literal('none')])
    .optional()
    .catch(undefined),
  kind: SessionKind.optional().catch(undefined),
  changed: flag,
  conflicts: flag,
});
export type Filters = z.infer<typeof Filters>;

/** Day, view and filter, kept in the address: a link leads others to the same. */
export function useFilters(): [filters: Filters, change: (part: Partial<Filters>) => void] {
  return useAddress(Filters);
}

/** Whether anything is left out, apart from other days. */
export function isFiltered({ search, track, room, kind, changed, conflicts }: Filters): boolean {
  return Boolean(search ?? track ?? room ?? kind ?? changed ?? conflicts);
}

/** Whether a session is to be shown. */
export function matches(
  session: DraftSession,
  filters: Filters,
  counts: ReadonlyMap<string, number>,
  namesOf: (session: DraftSession) => readonly string[],
): boolean {
  const { search, track, room, kind, changed, conflicts } = filters;
  if (track && session.track !== track) return false;
  if (room && session.room !== (room === 'none' ? null : room)) return false;
  if (kind && session.kind !== kind) return false;
  if (changed && session.state === 'released') return false;
  if (conflicts && !counts.has(session.id)) return false;
  if (!search) return true;
  const words = [...Object.values(session.title), ...namesOf(session)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** What is known of conflicts before the draft's own have been asked for: those that are held. */
export function allConflicts(
  saved: readonly AgendaConflict[],
  held: readonly AgendaConflict[],
): AgendaConflict[] {
  return [...saved, ...held];
}
