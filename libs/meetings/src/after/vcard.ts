import type { Contact, ContactCard, Language } from '@foyer/contracts';
import { headerText } from '@foyer/platform';
import ICAL from 'ical.js';

// 75 octets is the limit (RFC 6350, 3.2); ical.js at 75 writes 76.
ICAL.foldLength = 74;

/** A card that somebody has given, and when and where. */
export interface GivenCard {
  /** Whose it is; the same person of the same event gives the same UID, so that address books update it. */
  uid: string;
  card: ContactCard;
  /** One line: where one met. */
  note: string;
  language: Language;
  /** The country by its name. */
  country: string;
}

/** A vCard 4.0 (RFC 6350), folded and with CRLF; every value is escaped, whatever somebody calls themselves. */
export function writeCard({ uid, card, note, language, country }: GivenCard): string {
  const vcard = new ICAL.Component(['vcard', [], []]);
  const words = (name: string, value: string | null): void => {
    if (value) vcard.addPropertyWithValue(name, headerText(value));
  };
  vcard.addPropertyWithValue('version', '4.0');
  vcard.addPropertyWithValue('prodid', '-//Foyer//Foyer//EN');
  vcard.addPropertyWithValue('uid', `urn:uuid:${uid}`);
  words('fn', card.name);
  vcard.addProperty(new ICAL.Property(['n', {}, 'text', nameParts(headerText(card.name))], vcard));
  vcard.addProperty(new ICAL.Property(['org', {}, 'text', [headerText(card.organisation)]], vcard));
  words('title', card.jobTitle);
  words('email', card.email);
  words('tel', card.phone);
  vcard.addProperty(new ICAL.Property(['adr', {}, 'text', ['', '', '', '', '', '', country]], vcard));
  words('lang', language);
  words('note', note);
  return `${vcard.toString()}\r\n`;
}

/** Family name, given names: the last word for the family, as address books want to sort by something. */
function nameParts(name: string): string[] {
  const words = name.split(' ').filter(Boolean);
  const family = words.length > 1 ? (words.pop() ?? '') : '';
  return [family, words.join(' '), '', '', ''];
}

/** @returns null for who has given no card */
export function givenCard(
  { person, card }: Contact,
  { note, country }: { note: string; country: string },
): GivenCard | null {
  return card && { uid: person.person, card, note, language: person.language, country };
}
