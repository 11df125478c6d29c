import { type Contact, type Language } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { i18nFor, loadCountries, localised } from '@foyer/locales';
import { ContactsService, givenCard, writeCard } from '@foyer/meetings';
import { Person } from '@foyer/people';
import { Database, Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { ExportedFile } from './agenda-export.service.js';
import { writeCsv } from './formats/csv.js';
import { toLocalTime } from './local-time.js';

/** How the words of a file are chosen. */
interface Reader {
  language: Language;
  timeZone: string;
  countries: Record<string, string>;
  say: (key: string, values?: Record<string, string>) => string;
}

/** The people one met as files: cards of those who have given theirs, a table of all with one's own notes. */
@Injectable()
export class ContactsExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ContactsService) private readonly contacts: ContactsService,
  ) {}

  /** @throws Problem not_found before somebody has given their card */
  async card(call: Call, slug: string, person: string): Promise<ExportedFile> {
    const { event, contact } = await this.contacts.card(call, slug, person);
    const reader = await this.readerOf(call);
    return {
      name: `${slug}-${person.slice(-6)}.vcf`,
      mediaType: 'text/vcard',
      bytes: Buffer.from(cards([contact], event, reader)),
    };
  }

  /** @throws Problem not_registered */
  async all(call: Call, slug: string, format: 'csv' | 'vcf'): Promise<ExportedFile> {
    const { event, contacts } = await this.contacts.list(call, slug);
    const reader = await this.readerOf(call);
    return format === 'vcf'
      ? {
          name: `${slug}-contacts.vcf`,
          mediaType: 'text/vcard',
          bytes: Buffer.from(cards(contacts, event, reader)),
        }
      : {
          name: `${slug}-contacts.csv`,
          mediaType: 'text/csv',
          bytes: Buffer.from(writeCsv(table(contacts, reader))),
        };
  }

  private async readerOf(call: Call): Promise<Reader> {
    if (!call.actor) throw new Problem('not_signed_in');
    const { language, timeZone } = await this.database
      .em()
      .findOneOrFail(Person, { id: call.actor.person }, { fields: ['language', 'timeZone'] });
    const say = (await i18nFor(language)).getFixedT(null, ['after', 'meetings']);
    return {
      ...{ language, timeZone },
      countries: await loadCountries(language),
      say: (key, values = {}) => say(key, values),
    };
  }
}

function cards(contacts: readonly Contact[], event: EventEntity, reader: Reader): string {
  const note = reader.say('cardNote', { event: localised(event.title, reader.language, event.languages[0]) });
  return contacts
    .flatMap((contact) => {
      const code = contact.card?.country ?? '';
      const card = givenCard(contact, { note, country: reader.countries[code] ?? code });
      return card ? [writeCard(card)] : [];
    })
    .join('');
}

const columns = [
  ...['name', 'jobTitle', 'organisation', 'country', 'email', 'phone'],
  ...['met', 'outcome', 'rating', 'note', 'followUp'],
] as const;

/** A row for each meeting; of whoever has given no card, what everybody may read of them. */
function table(contacts: readonly Contact[], { say, timeZone, countries }: Reader): string[][] {
  const rows = contacts.flatMap(({ person, card, meetings }) => {
    const { name, jobTitle, organisation, country } = card ?? person;
    const who = [name, jobTitle ?? '', organisation, countries[country] ?? country];
    const reach = [card?.email ?? '', card?.phone ?? ''];
    const met = meetings.map(({ startsAt, outcome, rating, note, followUpOn }) => [
      ...[...who, ...reach, toLocalTime(new Date(startsAt), timeZone)],
      ...[outcome ? say(`meetings:outcome.${outcome}`) : '', rating === null ? '' : String(rating)],
      ...[note, followUpOn ?? ''],
    ]);
    return met.length ? met : [[...who, ...reach, '', '', '', '', '']];
  });
  return [columns.map((column) => say(`column.${column}`, { zone: timeZone })), ...rows];
}
