import type {
  AgendaConflict,
  DraftSession,
  SessionDetails,
  SessionEdit,
  WorkingAgenda,
} from '@foyer/contracts';
import { api, type Input } from '../server/api.js';

export type NewSession = Input<'createSessions'>['body']['sessions'][number];

/** The doors of one event's draft. */
export interface Doors {
  edit: (edits: readonly SessionEdit[]) => Promise<DraftSession[]>;
  check: (
    sessions: readonly { session: string | null; fields: Partial<SessionDetails> }[],
  ) => Promise<AgendaConflict[]>;
  create: (sessions: readonly NewSession[]) => Promise<DraftSession[]>;
  remove: (session: string) => Promise<void>;
  /** All or none. @returns those that go with the next release */
  removeAll: (sessions: readonly { session: string; version: number }[]) => Promise<DraftSession[]>;
  restore: (session: string, released: boolean) => Promise<DraftSession>;
  restoreAll: (sessions: readonly string[]) => Promise<DraftSession[]>;
  reload: () => Promise<WorkingAgenda>;
}

export function doorsOf(event: string): Doors {
  const params = { event };
  return {
    edit: async (edits) => {
      const { sessions } = await api.call('editSessions', { params, body: { edits: [...edits] } });
      return sessions;
    },
    check: async (sessions) => {
      const body = { sessions: sessions.map(({ session, fields }) => ({ session, fields })) };
      const { conflicts } = await api.call('checkSessions', { params, body });
      return conflicts;
    },
    create: async (wanted) => {
      const { sessions } = await api.call('createSessions', { params, body: { sessions: [...wanted] } });
      return sessions;
    },
    remove: async (session) => {
      await api.call('removeSession', { params: { event, session } });
    },
    removeAll: async (wanted) => {
      const { sessions } = await api.call('removeSessions', { params, body: { sessions: [...wanted] } });
      return sessions;
    },
    restoreAll: async (ids) => {
      const { sessions } = await api.call('restoreSessions', { params, body: { sessions: [...ids] } });
      return sessions;
    },
    restore: (session, released) =>
      api.call('restoreSession', { params: { event, session }, body: { released } }),
    reload: () => api.call('getWorkingAgenda', { params }),
  };
}
