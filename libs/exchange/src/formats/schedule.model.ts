import { z } from 'zod';

/**
 * `schedule.json` and `schedule.xml` as frab and pretalx write them, read with patience: systems differ in what they
 * leave out and write null for. One shape for both.
 */
const words = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .catch('')
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

const Person = z
  .object({
    id: words,
    guid: words,
    code: words,
    name: words,
    public_name: words,
    full_public_name: words,
    biography: words,
    description: words,
    abstract: words,
  })
  .partial();
const Reference = z.object({ url: words, href: words, title: words, type: words }).partial();

const list = <S extends z.ZodType>(item: S) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all.flatMap((one) => {
        const parsed = item.safeParse(one);
        return parsed.success ? [parsed.data] : [];
      }),
    );

export const ScheduleEvent = z.object({
  guid: words,
  id: words,
  code: words,
  logo: words,
  date: words,
  start: words,
  end: words,
  duration: words,
  room: words,
  slug: words,
  url: words,
  title: words,
  subtitle: words,
  track: words,
  type: words,
  language: words,
  abstract: words,
  description: words,
  recording_license: words,
  do_not_record: words,
  feedback_url: words,
  origin_url: words,
  persons: list(Person).default([]),
  links: list(Reference).default([]),
  attachments: list(Reference).default([]),
});
export type ScheduleEvent = z.output<typeof ScheduleEvent>;

export const Conference = z.object({
  acronym: words,
  title: words,
  time_zone_name: words,
  timeslot_duration: words,
  rooms: list(z.object({ name: words, guid: words }).partial()).default([]),
  tracks: list(z.object({ name: words, color: words }).partial()).default([]),
});
export type Conference = z.output<typeof Conference>;

/** An event with where it stands and what surrounds it. */
export interface PlacedEvent {
  event: ScheduleEvent;
  /** The room under which it stands, and the day. */
  room: string;
  day: string;
  path: string;
}

export interface Schedule {
  conference: Conference;
  events: PlacedEvent[];
}
