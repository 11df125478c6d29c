import { InteractionsFile, type LogEntry } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Database, Sql } from '@foyer/platform';
import { readLog, type LogScope } from '@foyer/qa';
import { readPolls, readQuestions, readSessionsOf, readVoteCounts } from './interactions.rows.js';

/** What is read one after the other; with writing, so many parts there are. */
const parts = 5;
/** How many parts an export has, for saying how far it is. */
export const exportParts = parts + 1;

/** Everything of an event or a session as of one instant. @param progress is told how many parts are done */
export function readInteractions(
  database: Database,
  event: Pick<EventEntity, 'slug' | 'title' | 'timeZone'>,
  scope: LogScope,
  at: Date,
  progress: (done: number) => Promise<void>,
): Promise<InteractionsFile> {
  return database.snapshot(async (snapshot) => {
    let done = 0;
    const part = async <T>(read: (database: Sql, scope: LogScope) => Promise<T>): Promise<T> => {
      await progress(done++);
      return read(snapshot, scope);
    };
    const sessions = await part(readSessionsOf);
    const questions = await part(readQuestions);
    const votes = await part(readVoteCounts);
    const polls = await part(readPolls);
    const log = (await part(readLog)).reverse();
    await progress(done);
    const slugs = new Map(sessions.map(({ id, slug }) => [id, slug]));
    const step = ({ actor, kind: _, session, ...entry }: LogEntry) => ({
      ...entry,
      session: slugs.get(session) ?? '',
      actor: actor?.name ?? null,
    });
    const used = new Set([...questions, ...polls].map(({ session }) => session));
    for (const { session } of log) used.add(slugs.get(session) ?? '');
    const { slug, title, timeZone } = event;
    // What the schema does not name stays outside.
    return InteractionsFile.parse({
      foyer: 'interactions/1',
      exportedAt: at.toISOString(),
      event: { slug, title, timeZone },
      sessions: sessions
        .filter((session) => used.has(session.slug))
        .map(({ slug: key, title: name, startsAt, endsAt }) => ({
          ...{ slug: key, title: name },
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
        })),
      ...{ questions, votes, polls },
      moderation: log.filter(({ kind }) => kind !== 'polls').map(step),
      pollSteps: log.filter(({ kind }) => kind === 'polls').map(step),
    });
  });
}
