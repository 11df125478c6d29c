import { Language, SessionKind, Uuid, type Agenda, type Session } from '@foyer/contracts';
import { dayKey } from '@foyer/locales';
import { z } from 'zod';

/** What an address may say of a programme; anything else in it is passed over. */
export const AgendaFilter = z.object({
  q: z.string().max(120).optional().catch(undefined),
  day: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .catch(undefined),
  room: Uuid.optional().catch(undefined),
  track: Uuid.optional().catch(undefined),
  spoken: Language.optional().catch(undefined),
  kind: SessionKind.optional().catch(undefined),
});
export type AgendaFilter = z.infer<typeof AgendaFilter>;

/** How many of the choices are made, the words apart. */
export function choicesMade({ q: _, ...choices }: AgendaFilter): number {
  return Object.values(choices).filter((value) => value !== undefined).length;
}

/** The sessions that fit, in the agenda's order. Days are the reader's. */
export function filterSessions(agenda: Agenda, filter: AgendaFilter, timeZone: string): Session[] {
  const words = plain(filter.q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const textOf = words.length ? searchTexts(agenda) : null;
  return agenda.sessions.filter(
    (session) =>
      (!filter.day || dayKey(session.startsAt, timeZone) === filter.day) &&
      (!filter.room || session.room === filter.room) &&
      (!filter.track || session.track === filter.track) &&
      (!filter.spoken || session.language === filter.spoken) &&
      (!filter.kind || session.kind === filter.kind) &&
      words.every((word) => textOf?.(session).includes(word)),
  );
}

/** What a session is found by: its words in every language, and who takes the stage in it. */
function searchTexts(agenda: Agenda): (session: Session) => string {
  const people = new Map(
    agenda.speakers.map(({ id, name, names, organisation }) => [
      id,
      [name, ...Object.values(names ?? {}), organisation ?? ''].join(' '),
    ]),
  );
  return ({ title, abstract, speakers, moderators }) =>
    plain(
      [
        ...Object.values(title),
        ...Object.values(abstract ?? {}),
        ...[...speakers, ...moderators].map((id) => people.get(id) ?? ''),
      ].join(' '),
    );
}

/** Without accents and capitals, so that "Nino" and "nino", "Žalgiris" and "zalgiris" are the same. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}
