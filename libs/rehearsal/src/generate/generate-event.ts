import { stringify as toCsv } from 'csv-stringify/sync';
import { stringify as toYaml } from 'yaml';
import { Chance } from '../random.js';
import { categories, kinds, places, positions, topics } from './words.js';

export interface GenerateOptions {
  /** How many people take part. */
  people: number;
  /** The same seed gives the same event, to the letter. */
  seed?: number;
  slug?: string;
  /** Who owns it. */
  organiser?: string;
}
/** An event as `foyer import` reads it. */
export interface GeneratedEvent {
  slug: string;
  organiser: string;
  /** YAML, see docs/event-file.md */
  event: string;
  /** CSV. */
  people: string;
}

/** Addresses that the demo lets in by one click: hundreds of people behind one machine need no mailed codes. */
const domain = 'demo.foyer.test';
const day = '2027-03-16';
/** Twelve slots of 20 minutes. */
const blocks = [
  { starts: '11:00', ends: '13:00' },
  { starts: '14:00', ends: '16:00' },
];

/**
 * An invented event: people of organisations in seven countries, with what they offer and seek, sessions with
 * questions, and two blocks of meetings with tables for a third of the people at once.
 */
export function generateEvent(options: GenerateOptions): GeneratedEvent {
  const { people: count, seed = 1 } = options;
  const chance = new Chance(seed);
  const slug = options.slug ?? `generated-${count}`;
  const organiser = options.organiser ?? `organiser@${domain}`;
  const organisations = Array.from({ length: Math.max(2, Math.ceil(count / 3)) }, (_, index) =>
    anOrganisation(chance, index),
  );
  const people = Array.from({ length: count }, (_, index) => {
    const organisation = organisations[index % organisations.length] ?? anOrganisation(chance, index);
    return aPerson(chance, organisation, index, slug);
  });
  return {
    ...{ slug, organiser },
    event: toYaml(theEvent(slug, organiser, count, people[0]?.email ?? organiser)),
    people: toCsv(people, { header: true }),
  };
}

type Organisation = ReturnType<typeof anOrganisation>;
function anOrganisation(chance: Chance, index: number) {
  const place = chance.pick(places);
  const topic = chance.pick(topics);
  return {
    place,
    name: `${place.town} ${capital(topic)} ${chance.pick(kinds)} ${index + 1}`,
    category: chance.pick(categories).key,
    offers: [topic, ...chance.some(topics, 2)],
    needs: chance.some(topics, 3),
  };
}

function aPerson(
  chance: Chance,
  { place, name, category, offers, needs }: Organisation,
  index: number,
  slug: string,
) {
  return {
    name: `${chance.pick(place.given)} ${chance.pick(place.family)}`,
    email: `${slug}-${index + 1}@${domain}`,
    ...{ category, organisation: name, country: place.country },
    language: place.language,
    time_zone: place.timeZone,
    job_title: chance.pick(positions),
    offers: [...new Set(offers)].join(';'),
    needs: needs.filter((need) => !offers.includes(need)).join(';'),
    about: '',
  };
}

function theEvent(slug: string, organiser: string, people: number, moderator: string) {
  const at = (time: string): string => `${day} ${time}`;
  const talk = (name: string, title: string, starts: string, ends: string, questions: boolean) => ({
    ...{
      slug: name,
      kind: 'talk',
      title: { en: title },
      starts: at(starts),
      ends: at(ends),
      room: 'Main stage',
    },
    ...{ moderators: ['moderator'], questions },
  });
  return {
    foyer: 1,
    event: {
      slug,
      title: { en: `Generated event of ${people}` },
      purpose: { en: 'An invented event, to see that everything holds.' },
      ...{ starts: at('09:00'), ends: at('17:00'), time_zone: 'Europe/Brussels', languages: ['en'] },
      categories,
      expected_outcomes: [{ en: 'At least a hundred meetings' }],
    },
    organisers: [organiser],
    rooms: ['Main stage'],
    speakers: [{ key: 'moderator', name: 'The moderator', email: moderator }],
    sessions: [
      talk('opening', 'Opening', '09:00', '09:30', false),
      talk('exports', 'Selling abroad together', '09:30', '10:15', true),
      talk('closing', 'What comes next', '16:15', '16:45', true),
    ],
    meeting_blocks: blocks.map(({ starts, ends }) => ({
      title: { en: 'B2B meetings' },
      ...{ starts: at(starts), ends: at(ends), slot_minutes: 20, gap_minutes: 0 },
      tables: Math.max(1, Math.ceil(people / 6)),
    })),
  };
}

const capital = (word: string): string => word.charAt(0).toLocaleUpperCase('en') + word.slice(1);
