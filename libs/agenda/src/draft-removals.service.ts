import type { DraftSession, RouteParsed, routes } from '@foyer/contracts';
import { Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { taken } from './draft-agenda.js';
import { Editing } from './editing.js';
import { Overlays, raise } from './overlays.js';
import { readWorking } from './working-agenda.js';

type Wanted = RouteParsed<(typeof routes)['removeSessions']>['body']['sessions'];

/** Several sessions leave the draft, or come back, in one go. */
@Injectable()
export class DraftRemovals {
  constructor(
    @Inject(Editing) private readonly editing: Editing,
    @Inject(Overlays) private readonly overlays: Overlays,
  ) {}

  /**
   * Takes sessions out, all or none: at once where they were never released, else with the next release. What is gone
   * already is passed over, so that a repeat does no harm.
   * @returns those that go with the next release
   * @throws Problem edit_conflict with pointers to those that somebody has changed since the version given
   */
  async remove(call: Call, slug: string, wanted: Wanted): Promise<DraftSession[]> {
    return this.editing.write(call, slug, async (tx, event) => {
      const ids = wanted.map(({ session }) => session);
      const working = await readWorking(tx.sql, event.id, ids);
      const out = wanted.flatMap(({ session, version }, index) => {
        const was = working.sessions.get(session);
        return was && was.state !== 'removed' ? [{ was, version, index }] : [];
      });
      const met = out.filter(({ was, version }) => was.version > version);
      if (met.length) {
        throw new Problem(
          'edit_conflict',
          {},
          met.map(({ index }) => ({
            pointer: `/sessions/${String(index)}/version`,
            message: 'changed meanwhile',
          })),
        );
      }
      const fresh = out.flatMap(({ was }) => (was.state === 'new' ? was.id : []));
      await this.overlays.drop(tx, event.id, [...new Set(fresh)]);
      const marked = new Map(
        out.flatMap(({ was }) => (was.state === 'new' ? [] : [[was.id, was.slug] as const])),
      );
      return this.overlays.write(
        tx,
        event.id,
        working.released,
        [...marked].map(([id, own]) =>
          taken(raise(own, id, working.overlays.get(id), []), call.actor?.person ?? null),
        ),
      );
    });
  }

  /** Brings sessions back that were taken out, with what had been changed in them. @returns those that are there */
  async restore(call: Call, slug: string, sessions: readonly string[]): Promise<DraftSession[]> {
    return this.editing.write(call, slug, async (tx, event) => {
      const working = await readWorking(tx.sql, event.id, sessions);
      const rows = [...working.sessions.values()].flatMap((was) => {
        if (was.state !== 'removed') return [];
        const next = raise(was.slug, was.id, working.overlays.get(was.id), []);
        return [{ ...next, version: next.version + 1, removed: false, by: call.actor?.person ?? null }];
      });
      const written = await this.overlays.write(tx, event.id, working.released, rows);
      return [...new Map([...working.sessions, ...written.map((one) => [one.id, one] as const)]).values()];
    });
  }
}
