import { CountryCode, Language, languages, roomKinds, sessionKinds } from '@foyer/contracts';
import { z } from 'zod';
import { pick, type AgendaTable, type TableSession, type TableText } from './agenda-table.js';

/**
 * What a format has no place for (other languages, moderators, seats …), in the place that it leaves to others. The
 * format's own fields come first: what another program changed there is what counts.
 */
const words = (max: number) => z.partialRecord(z.enum(languages), z.string().trim().min(1).max(max));
const Key = z.string().min(1).max(120);

const BlockSpeaker = z.object({
  key: Key,
  guid: z.uuid(),
  name: z.string().trim().min(1).max(120),
  jobTitle: words(2_000).nullable(),
  organisation: z.string().trim().max(200).nullable(),
  country: CountryCode.nullable(),
  biography: words(20_000).nullable(),
});
export const BlockSession = z.object({
  slug: z.string().max(80),
  kind: z.enum(sessionKinds),
  title: words(2_000),
  abstract: words(20_000).nullable(),
  language: Language,
  speakers: z.array(Key).max(40),
  moderators: z.array(Key).max(10),
  questions: z.boolean(),
  seats: z.number().int().min(1).max(1_000_000).nullable(),
  streamUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
});
export type BlockSession = z.output<typeof BlockSession>;
export const FoyerBlock = z.object({
  version: z.literal(1),
  /** In which the format's own texts are. */
  language: Language,
  title: words(2_000),
  rooms: z
    .array(
      z.object({
        label: z.string().min(1).max(2_000),
        name: words(2_000),
        kind: z.enum(roomKinds),
        capacity: z.number().int().min(1).max(1_000_000).nullable(),
      }),
    )
    .max(500),
  tracks: z
    .array(
      z.object({
        label: z.string().min(1).max(2_000),
        name: words(2_000),
        colour: z.string().regex(/^#[0-9a-f]{6}$/),
      }),
    )
    .max(500),
  speakers: z.array(BlockSpeaker).max(2_000),
  sessions: z.record(z.string(), BlockSession).default({}),
});
export type FoyerBlock = z.output<typeof FoyerBlock>;

const named = (text: TableText | null | undefined): Partial<Record<Language, string>> =>
  Object.fromEntries(languages.flatMap((language) => (text?.[language] ? [[language, text[language]]] : [])));
const namedOrNull = (text: TableText | null | undefined): Partial<Record<Language, string>> | null => {
  const all = named(text);
  return Object.keys(all).length ? all : null;
};

/** The block of a table that the house has made. */
export function blockOf(table: AgendaTable, language: Language): FoyerBlock {
  return {
    version: 1,
    language,
    title: named(table.title),
    rooms: table.rooms.map(({ label, name, kind = 'virtual', capacity = null }) => ({
      ...{ label, kind, capacity },
      name: named(name),
    })),
    tracks: table.tracks.map(({ label, name, colour = '#1f6f8b' }) => ({ label, name: named(name), colour })),
    speakers: table.speakers.map((speaker) => ({
      ...{ key: speaker.key, guid: speaker.guid, name: speaker.name },
      jobTitle: namedOrNull(speaker.jobTitle),
      organisation: speaker.organisation ?? null,
      country: speaker.country ?? null,
      biography: namedOrNull(speaker.biography),
    })),
    sessions: Object.fromEntries(
      table.sessions.map((session) => [session.guid, blockSession(session, language)]),
    ),
  };
}

export const blockSession = (session: TableSession, language: Language): BlockSession => ({
  slug: session.slug ?? '',
  kind: session.kind ?? 'talk',
  title: named(session.title),
  abstract: namedOrNull(session.abstract),
  language: session.language ?? language,
  speakers: session.speakers ?? [],
  moderators: session.moderators ?? [],
  questions: session.questions ?? false,
  seats: session.seats ?? null,
  streamUrl: session.streamUrl ?? null,
});

/** The table with what its block adds. A text that differs from the block's was changed elsewhere and counts. */
export function withBlock(table: AgendaTable, block: FoyerBlock): AgendaTable {
  const { language } = block;
  const text = (plain: TableText | null | undefined, own: TableText | null): TableText | null => {
    const inFile = pick(plain, language);
    if (inFile === pick(own, language)) return own;
    return inFile ? { ...own, [language]: inFile } : null;
  };
  const speakers = new Map(block.speakers.map((speaker) => [speaker.key, speaker]));
  const label = <T extends { label: string }>(own: readonly T[], found: readonly { label: string }[]) => {
    const known = new Map(own.map((one) => [one.label, one]));
    const rest = found.filter((one) => !known.has(one.label));
    return [...own, ...rest];
  };
  return {
    ...table,
    title: text(table.title, block.title) ?? {},
    rooms: label(block.rooms, table.rooms),
    tracks: label(block.tracks, table.tracks),
    // Those of the file that the block does not know were added elsewhere.
    speakers: [
      ...block.speakers,
      ...table.speakers.filter(({ guid }) => !block.speakers.some((speaker) => speaker.guid === guid)),
    ],
    sessions: table.sessions.map((session) => {
      const own = Object.hasOwn(block.sessions, session.guid) ? block.sessions[session.guid] : undefined;
      if (!own) return session;
      const known = (keys: readonly string[]): string[] => keys.filter((key) => speakers.has(key));
      return {
        ...session,
        ...(own.slug ? { slug: own.slug } : {}),
        kind: session.kind ?? own.kind,
        title: text(session.title, own.title) ?? session.title,
        abstract: text(session.abstract, own.abstract),
        language: session.language ?? own.language,
        speakers: known(own.speakers),
        moderators: known(own.moderators),
        ...{ questions: own.questions, seats: own.seats, streamUrl: own.streamUrl },
      };
    }),
  };
}
