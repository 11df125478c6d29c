import { expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { writeCard } from './vcard.js';

const of = (values: object) => ({
  uid: '0198a000-0000-7000-8000-00000000dead',
  card: {
    ...{ name: 'ანა ქავთარაძე', jobTitle: null, organisation: 'ღვინის კლასტერი', country: 'GE' },
    ...{ email: 'ana@example.org', phone: '+995 555 12 34 56' },
    ...values,
  },
  note: 'Met at Clusters meet',
  language: 'ka' as const,
  country: 'Georgia',
});

it('writes vCard 4.0 that a reader understands, in lines of 75 octets', () => {
  const text = writeCard(of({ jobTitle: 'გენერალური დირექტორი საერთაშორისო ურთიერთობების დარგში' }));
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const card = new ICAL.Component(ICAL.parse(text));
  expect(card.getFirstPropertyValue('version')).toBe('4.0');
  expect(card.getFirstPropertyValue('fn')).toBe('ანა ქავთარაძე');
  expect(card.getFirstPropertyValue('n')).toEqual(['ქავთარაძე', 'ანა', '', '', '']);
  expect(card.getFirstPropertyValue('tel')).toBe('+995 555 12 34 56');
});

it('lets nobody write a line, a field or a card of their own', () => {
  const text = writeCard(
    of({
      name: 'Eve\r\nEND:VCARD\r\nBEGIN:VCARD',
      organisation: 'A; B, C\\nTEL:1',
      email: 'eve@example.org\nURL:https://evil.test',
    }),
  );
  expect(text.match(/^BEGIN:VCARD/gm)).toHaveLength(1);
  expect(text).not.toMatch(/^(URL|TEL:1)/m);
  expect(text).toContain('ORG:A\\; B\\, C');
});
