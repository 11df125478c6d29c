import { z } from 'zod';
import { CountryCode, Instant, Language, LocalisedText, search, Slug, Uuid } from './common.js';
import { download, FileInfo, upload, type UploadRule } from './files.js';
import { WhenFull } from './places.js';
import { problemCodes } from './problems.js';
import { listParticipants } from './registration.js';
import { defineRoute } from './route.js';
import { defineStream } from './stream.js';

export const agendaFormats = ['schedule-json', 'schedule-xml', 'ics', 'xcal', 'csv', 'xlsx'] as const;
/** In what an agenda is written or read: as frab and pretalx write it, iCalendar, xCal, or a table. */
export const AgendaFormat = z.enum(agendaFormats);
export type AgendaFormat = z.infer<typeof AgendaFormat>;

/** What there may be to say about a file; the sentences are in `exchange:notice`. */
export const noticeCodes = [
  // The file as a whole
  'file_empty',
  'file_too_large',
  'format_unknown',
  'encoding_unknown',
  'xml_malformed',
  'xml_doctype',
  'json_malformed',
  'csv_broken',
  'workbook_broken',
  'sheet_missing',
  'too_many_rows',
  'not_a_schedule',
  'not_a_calendar',
  'no_sessions',
  'no_people',
  'too_many_sessions',
  'column_unknown',
  'column_missing',
  // A session
  'entry_unreadable',
  'title_missing',
  'time_unreadable',
  'time_skipped',
  'time_twice',
  'ends_before_start',
  'duration_assumed',
  'kind_unknown',
  'language_unknown',
  'zone_unknown',
  'text_cut',
  'session_twice',
  'id_twice',
  'repeats_ignored',
  'cancelled_skipped',
  'number_unreadable',
  'address_ignored',
  // A person
  'value_missing',
  'value_too_long',
  'email_invalid',
  'category_unknown',
  'country_unknown',
  'too_many_topics',
  'same_address',
  'same_person',
  'known_person',
  'answered_already',
] as const;
export const NoticeCode = z.enum(noticeCodes);
export type NoticeCode = z.infer<typeof NoticeCode>;

/** Something to say about a file, and where. An error keeps the file from being imported. */
export const ImportNotice = z.object({
  level: z.enum(['error', 'warning']),
  code: NoticeCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** From 1, as spreadsheets and editors count. */
  line: z.number().int().nullable(),
  /** `starts`, `days[1].rooms.Hall[3]`; empty where the whole line is meant. */
  path: z.string(),
});
export type ImportNotice = z.infer<typeof ImportNotice>;

const EventParam = z.object({ event: Slug });
const organising = ['not_found', 'forbidden', 'invalid_input'] as const;

/** Tables, schedules and calendars: read by their content, whatever they are called. */
export const importFiles: UploadRule = {
  kind: 'table',
  mediaTypes: [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/json',
    'application/xml',
    'text/calendar',
  ],
  maxBytes: 20_000_000,
};
/** The first step of every import. It is kept for a day, for its uploader alone, unless an import takes it up. */
export const uploadImport = defineRoute('POST', '/events/:event/imports', 'Upload a file to import', {
  params: EventParam,
  body: upload(importFiles),
  answer: FileInfo,
  status: 201,
  problems: [...organising],
});

/** Encodings to choose from, by the names that browsers give them (WHATWG). */
export const importEncodings = [
  ...([
    'utf-8',
    'utf-16le',
    'utf-16be',
    'windows-1251',
    'windows-1252',
    'windows-1254',
    'windows-1257',
  ] as const),
  ...(['windows-1250', 'koi8-u', 'koi8-r', 'iso-8859-2', 'iso-8859-4', 'iso-8859-5', 'iso-8859-9'] as const),
  'iso-8859-13' as const,
] as const;
export const importDelimiters = [',', ';', '\t', '|'] as const;
/** How a file is to be read; what is not given is guessed. */
const Reading = z.object({
  file: Uuid,
  encoding: z.enum(importEncodings).optional(),
  delimiter: z.enum(importDelimiters).optional(),
  /** The name of a workbook's sheet. */
  sheet: search(100).optional(),
});
/** How it was read. */
const Understood = z.object({
  encoding: z.string().nullable(),
  /** Whether the encoding was guessed from the frequency of letters. */
  guessed: z.boolean(),
  delimiter: z.string().nullable(),
  sheets: z.array(z.string()),
});
/** Notices of one kind may be many: the first 200, and how many there are. */
const Said = z.object({
  notices: z.array(ImportNotice),
  errors: z.number().int(),
  warnings: z.number().int(),
});

/** One field of a session that an import would change, as people read it; times are instants. */
export const FieldDifference = z.object({
  field: z.enum([
    ...([
      'kind',
      'title',
      'abstract',
      'startsAt',
      'endsAt',
      'room',
      'track',
      'language',
      'speakers',
    ] as const),
    ...(['moderators', 'questions', 'seats', 'streamUrl'] as const),
  ]),
  /** Of a text, the language in which it differs. */
  language: Language.nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldDifference = z.infer<typeof FieldDifference>;
export const SessionDifference = z.object({
  change: z.enum(['added', 'changed', 'missing']),
  slug: Slug,
  title: LocalisedText,
  startsAt: Instant,
  room: z.string().nullable(),
  fields: z.array(FieldDifference),
});
export type SessionDifference = z.infer<typeof SessionDifference>;

const AgendaReading = Reading.extend({ format: AgendaFormat.optional() });
const AgendaDifference = z.object({
  sessions: z.array(SessionDifference),
  /** Sessions of the file that are as they were. */
  same: z.number().int(),
  speakers: z.object({ added: z.array(z.string()), changed: z.array(z.string()) }),
  rooms: z.array(z.string()),
  tracks: z.array(z.string()),
});
export const previewAgendaImport = defineRoute(
  'POST',
  '/events/:event/imports/agenda/preview',
  'What an agenda from a file would change in the draft; nothing is written',
  {
    params: EventParam,
    body: AgendaReading,
    answer: AgendaDifference.extend({
      format: AgendaFormat,
      understood: Understood,
      /** To be sent with the import: it is refused where the agenda has changed since. */
      fingerprint: z.string(),
      said: Said,
    }),
    problems: [...organising, 'file_unreadable'],
  },
);
export const importAgenda = defineRoute(
  'POST',
  '/events/:event/imports/agenda',
  'Take an agenda from a file into the draft, all or nothing',
  {
    params: EventParam,
    body: AgendaReading.extend({
      fingerprint: search(100),
      /** What becomes of sessions that the file does not have. */
      missing: z.enum(['keep', 'remove']).default('keep'),
    }),
    answer: z.object({ added: z.number().int(), changed: z.number().int(), removed: z.number().int() }),
    problems: [...organising, 'file_unreadable', 'import_invalid', 'conflict'],
  },
);

export const personFields = [
  ...([
    'email',
    'name',
    'first_name',
    'last_name',
    'organisation',
    'country',
    'category',
    'language',
  ] as const),
  ...(['time_zone', 'job_title', 'offers', 'needs', 'about'] as const),
] as const;
/** A column of a table of people. */
export const PersonField = z.enum(personFields);
export type PersonField = z.infer<typeof PersonField>;

const PeopleReading = Reading.extend({
  /** What each column holds, from the left; where it is not given, it is told from the headings. */
  columns: z.array(PersonField.nullable()).max(200).optional(),
  /** For those of whom the table does not say. */
  usual: z
    .object({ category: Slug.optional(), country: CountryCode.optional(), language: Language.optional() })
    .default({}),
  /** Rows in which somebody is there already, or twice: left out, or taken as they are. */
  doubles: z.enum(['skip', 'take']).default('skip'),
});
const PreviewedPerson = z.object({
  line: z.number().int(),
  /** The cells as the table has them, by field. */
  cells: z.partialRecord(PersonField, z.string()),
  becomes: z.enum(['new', 'updated', 'kept', 'double', 'error']),
});
export const previewPeopleImport = defineRoute(
  'POST',
  '/events/:event/imports/people/preview',
  'What people a table holds, and what is wrong in it; nothing is written',
  {
    params: EventParam,
    body: PeopleReading,
    answer: z.object({
      understood: Understood,
      headings: z.array(
        z.object({ heading: z.string(), field: PersonField.nullable(), example: z.string() }),
      ),
      rows: z.number().int(),
      counts: z.object({
        new: z.number().int(),
        updated: z.number().int(),
        /** They have answered already: their own words stay. */
        kept: z.number().int(),
        double: z.number().int(),
        error: z.number().int(),
      }),
      /** The first 200 rows, those with errors before the others. */
      people: z.array(PreviewedPerson),
      said: Said,
    }),
    problems: [...organising, 'file_unreadable'],
  },
);
export const taskStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
/** Something that takes its time and goes on in the worker. */
export const Task = z.object({
  id: Uuid,
  kind: z.enum(['people-import', 'interactions-export', 'report-export']),
  state: z.enum(taskStates),
  /** How far it is. */
  done: z.number().int(),
  total: z.number().int(),
  /** What it is about: the file's name. */
  about: z.string(),
  by: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  /** What came of an import, once it is done. */
  result: z
    .object({
      created: z.number().int(),
      updated: z.number().int(),
      kept: z.number().int(),
      skipped: z.number().int(),
      /** Of these, so many have a place at once; only where that was asked for. */
      confirmed: z.number().int().optional(),
    })
    .nullable(),
  /** What an export has written, once it is done; kept for a day. */
  file: FileInfo.nullable(),
  /** Why it failed. */
  problem: z.enum(problemCodes).nullable(),
});
export type Task = z.infer<typeof Task>;
export const importPeople = defineRoute(
  'POST',
  '/events/:event/imports/people',
  'Take people from a table, all or nothing; it goes on while you do something else',
  {
    params: EventParam,
    body: PeopleReading.extend({
      /** `invited`: they answer themselves; `confirmed`: they take part at once. */
      state: z.enum(['invited', 'confirmed']),
      /** Of `confirmed`: where there are fewer places than people. */
      whenFull: WhenFull.default('refuse'),
    }),
    answer: Task,
    status: 202,
    problems: [...organising, 'file_unreadable', 'import_invalid'],
  },
);

const TaskParam = EventParam.extend({ task: Uuid });
export const listTasks = defineRoute(
  'GET',
  '/events/:event/tasks',
  'Imports and exports of late, the newest first',
  {
    params: EventParam,
    answer: z.object({ tasks: z.array(Task) }),
    problems: ['not_found', 'forbidden'],
  },
);
export const getTask = defineRoute('GET', '/events/:event/tasks/:task', 'How far a task is', {
  params: TaskParam,
  answer: Task,
  problems: ['not_found', 'forbidden'],
});
/** Honoured between two batches; what is done stays done. */
export const cancelTask = defineRoute('POST', '/events/:event/tasks/:task/cancel', 'Stop a task', {
  params: TaskParam,
  answer: Task,
  problems: ['not_found', 'forbidden'],
});
export const taskStream = defineStream('task/{task}', 'One task as it goes on', {
  params: z.object({ task: Uuid }),
  entries: { task: Task },
});
/** A task waits for the worker. */
export const taskQueued = z.object({ task: Uuid });

const mediaTypes = {
  'schedule-json': 'application/json',
  'schedule-xml': 'application/xml',
  ics: 'text/calendar',
  xcal: 'application/calendar+xml',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<AgendaFormat, string>;
/** How files of a format are sent, and how their names end. */
export const agendaFiles: Record<AgendaFormat, { mediaType: string; ending: string }> = {
  'schedule-json': { mediaType: mediaTypes['schedule-json'], ending: 'json' },
  'schedule-xml': { mediaType: mediaTypes['schedule-xml'], ending: 'xml' },
  ics: { mediaType: mediaTypes.ics, ending: 'ics' },
  xcal: { mediaType: mediaTypes.xcal, ending: 'xcs' },
  csv: { mediaType: mediaTypes.csv, ending: 'csv' },
  xlsx: { mediaType: mediaTypes.xlsx, ending: 'xlsx' },
};
const published = (ending: string, summary: string, mediaType: string) =>
  defineRoute('GET', `/events/:event/schedule.${ending}`, summary, {
    access: 'anyone',
    params: EventParam,
    answer: download([mediaType]),
    problems: ['not_found'],
  });
export const getScheduleJson = published('json', 'The agenda as schedule.json', mediaTypes['schedule-json']);
export const getScheduleXml = published('xml', 'The agenda as schedule.xml', mediaTypes['schedule-xml']);
export const getScheduleCalendar = published('ics', 'The agenda as iCalendar', mediaTypes.ics);
export const getScheduleXcal = published('xcs', 'The agenda as xCal', mediaTypes.xcal);

export const exportAgenda = defineRoute(
  'GET',
  '/events/:event/exports/agenda',
  'The agenda in any format, also what only organisers see',
  {
    params: EventParam,
    query: z.object({ format: AgendaFormat, what: z.enum(['draft', 'released']).default('draft') }),
    answer: download(Object.values(mediaTypes)),
    problems: ['not_found', 'forbidden'],
  },
);
export const listFormats = ['csv', 'xlsx', 'json'] as const;
export const ListFormat = z.enum(listFormats);
export type ListFormat = z.infer<typeof ListFormat>;
export const exportedLists = [
  'participants',
  'speakers',
  'attendance',
  'organisations',
  'meetings-funnel',
] as const;
export const ExportedList = z.enum(exportedLists);
export type ExportedList = z.infer<typeof ExportedList>;
export const exportList = defineRoute(
  'GET',
  '/events/:event/exports/:list',
  'A list as a file (organisers)',
  {
    params: EventParam.extend({ list: ExportedList }),
    /** Participants are filtered as in their list. */
    query: listParticipants.query.omit({ limit: true, after: true }).extend({ format: ListFormat }),
    answer: download([mediaTypes.csv, mediaTypes.xlsx, 'application/json']),
    problems: ['not_found', 'forbidden'],
  },
);
