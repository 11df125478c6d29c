import { randomUUID } from 'node:crypto';
import type { AgendaConflict, DraftSession, RouteParsed, routes, SessionDetails } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { agendaEditors } from './agenda.policy.js';
import { concerning, findConflicts } from './conflicts.js';
import { emptySession, readWorking, settled } from './working-agenda.js';

type Asked = RouteParsed<(typeof routes)['checkSessions']>['body'];

/** What does not fit in the draft, or would not if it were changed: asked before anything is saved. */
@Injectable()
export class DraftCheckService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * What would not fit, if these sessions were as given. Nothing is written.
   * @throws Problem invalid_input for a session that ends before it starts
   */
  async check(call: Call, slug: string, { sessions }: Asked): Promise<AgendaConflict[]> {
    const { event } = await this.access.findAs(call, { slug }, agendaEditors);
    return this.database.snapshot(async (database) => {
      const working = await readWorking(database, event.id);
      const asked = sessions.map(({ session, fields }, index) => {
        const id = session ?? randomUUID();
        const whole = asIf(id, working.sessions.get(id), settled(fields));
        if (whole && whole.endsAt <= whole.startsAt) {
          const pointer = `/sessions/${String(index)}/fields/endsAt`;
          throw new Problem('invalid_input', {}, [{ pointer, message: 'must be after the start' }]);
        }
        return { id, whole };
      });
      const all = new Map(working.sessions);
      for (const { id, whole } of asked) if (whole) all.set(id, whole);
      const standing = [...all.values()].filter(({ state }) => state !== 'removed');
      const conflicts = await findConflicts(database, event.id, standing);
      if (asked.length === 0) return conflicts;
      const titles = new Map(standing.map(({ id, title }) => [id, { id, title }]));
      return concerning(
        conflicts,
        asked.map(({ id }) => id),
        titles,
      );
    });
  }
}

/** A session with some fields as given; undefined where too little is known of it to say anything. */
function asIf(
  id: string,
  was: DraftSession | undefined,
  fields: Partial<SessionDetails>,
): DraftSession | undefined {
  const { startsAt, endsAt } = { ...was, ...fields };
  if (startsAt === undefined || endsAt === undefined) return undefined;
  return {
    ...{ id, slug: 'new', kind: 'talk', title: {}, language: 'en' },
    ...emptySession,
    ...{ version: 0, state: 'new', changed: [], editedBy: null },
    ...was,
    ...fields,
    startsAt,
    endsAt,
  };
}
