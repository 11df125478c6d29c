import type { AgendaConflict } from '@foyer/contracts';

/** What a conflict is about, whatever its times: one that was accepted is not asked about again at every step. */
export function conflictKey(conflict: AgendaConflict): string {
  const sessions = [conflict.session, conflict.other?.id ?? ''].sort().join('+');
  return [conflict.kind, sessions, conflict.speaker?.id ?? '', conflict.meeting ?? ''].join('/');
}

/** One of each: two sessions that clash are told from either side. */
export function distinctConflicts(conflicts: readonly AgendaConflict[]): AgendaConflict[] {
  return [...new Map(conflicts.map((conflict) => [conflictKey(conflict), conflict])).values()];
}

/** Which sessions a conflict touches. */
export function touches(conflict: AgendaConflict, session: string): boolean {
  return conflict.session === session || conflict.other?.id === session;
}

/** How many conflicts each session is in. */
export function countBySession(conflicts: readonly AgendaConflict[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { session, other } of distinctConflicts(conflicts)) {
    for (const id of other ? [session, other.id] : [session]) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
