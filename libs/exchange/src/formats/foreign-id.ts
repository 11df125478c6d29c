import { createHash } from 'node:crypto';

const pattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The namespace of ids that other systems gave; never changes, or every second import would make doubles. */
const namespace = Buffer.from('5b0c3f0e6f0d4c0b9d9a4a54f1f0c7a1', 'hex');

/** A UUID of version 5 (RFC 9562) from an id of any form: the same id, the same UUID. */
export function foreignId(id: string): string {
  const bytes = createHash('sha1').update(namespace).update(id).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id itself in small letters where it is a UUID, else one made from it. */
export function guidOf(id: string): string {
  const lower = id.trim().toLowerCase();
  return pattern.test(lower) ? lower : foreignId(id.trim());
}

/** A positive number of 31 bits for formats that ask for one; `taken` keeps them apart. */
export function numberOf(guid: string, taken: Set<number>): number {
  let number = parseInt(guid.replaceAll('-', '').slice(-8), 16) & 0x7fffffff || 1;
  while (taken.has(number)) number = number >= 0x7fffffff ? 1 : number + 1;
  taken.add(number);
  return number;
}
