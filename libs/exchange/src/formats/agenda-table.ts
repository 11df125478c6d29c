import type { Language, RoomKind, SessionKind } from '@foyer/contracts';
import type { Notice } from '../notice.js';

/**
 * A text of a file by language; `und`: the file does not say which. Null: the file says that there is none in this
 * language; a language that is missing is one that the file says nothing about.
 */
export type TableText = Partial<Record<Language | 'und', string | null>>;

export interface TableRoom {
  /** As sessions call it. */
  label: string;
  name?: TableText;
  kind?: RoomKind;
  capacity?: number | null;
}
export interface TableTrack {
  label: string;
  name?: TableText;
  colour?: string;
}
export interface TableSpeaker {
  /** How sessions of this table call them. */
  key: string;
  /** Stable across files of one origin. */
  guid: string;
  /** A slug of the house, where the file names one. */
  slug?: string;
  name: string;
  jobTitle?: TableText | null;
  organisation?: string | null;
  country?: string | null;
  biography?: TableText | null;
}

/** What a format carries and Foyer does not show: kept, and written again in that format. */
export interface ScheduleExtra {
  id?: number;
  code?: string;
  type?: string;
  language?: string;
  /** The three texts of which the abstract was made. */
  texts?: { subtitle: string; abstract: string; description: string };
  license?: string;
  doNotRecord?: boolean;
  logo?: string;
  url?: string;
  feedbackUrl?: string;
  originUrl?: string;
  links?: { url: string; title: string; type?: string }[];
  attachments?: { url: string; title: string; type?: string }[];
}

/** A session of a file. What is undefined, the file says nothing about: an import leaves it as it is. */
export interface TableSession {
  /** A UUID, the same in every file of one origin. */
  guid: string;
  slug?: string;
  /** Where it stands in the file. */
  line: number | null;
  path: string;
  kind?: SessionKind;
  title: TableText;
  abstract?: TableText | null;
  /** ISO instants. */
  startsAt: string;
  endsAt: string;
  room?: string | null;
  track?: string | null;
  language?: Language | null;
  /** Keys of the table's speakers, in order. */
  speakers?: string[];
  moderators?: string[];
  questions?: boolean;
  seats?: number | null;
  streamUrl?: string | null;
  extra?: ScheduleExtra;
}

/** An agenda between a file and the house: what all formats are read into and written from. */
export interface AgendaTable {
  title: TableText;
  timeZone: string | null;
  /** What the file calls the event, in short. */
  acronym: string | null;
  rooms: TableRoom[];
  tracks: TableTrack[];
  speakers: TableSpeaker[];
  sessions: TableSession[];
  notices: Notice[];
}

/** What a reader has to know of the event that it reads for. */
export interface ReadContext {
  /** Of times that say no zone. */
  timeZone: string;
}

/** What a writer has to know of the event. */
export interface WriteContext {
  slug: string;
  timeZone: string;
  /** The language of formats that carry one text: the event's first. */
  language: Language;
  startsAt: string;
  endsAt: string;
  /** Where the house is reached, without a slash at the end. */
  publicUrl: string;
  /** Differs when what is written differs. */
  version: string;
}

/** The text in this language, else in any. */
export function pick(text: TableText | null | undefined, language: Language): string {
  if (!text) return '';
  return (
    text[language] ??
    text.und ??
    Object.values(text).find((value) => value !== null && value !== undefined) ??
    ''
  );
}

/** The longest texts that the house keeps. */
export const longestTitle = 2_000;
export const longestText = 20_000;
export const mostSessions = 2_000;

/**
 * A person's words as the database and every format can hold them: line ends are line feeds, no control characters,
 * no half characters, nothing around them.
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0085\ufffe\uffff]/g, '')
      .replace(/\p{Surrogate}/gu, '')
      .trim()
  );
}
/** The same in one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s*[\n\t\u2028\u2029]\s*/g, ' ');
/** At most so many characters, and none of them half. */
export const cutText = (text: string, max: number): string =>
  text
    .slice(0, max)
    .replace(/\p{Surrogate}/gu, '')
    .trim();
