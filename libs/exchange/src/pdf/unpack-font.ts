import { inflateSync } from 'node:zlib';

const headerBytes = 12;
const entryBytes = 16;

/**
 * A font of the web (WOFF 1, W3C) as the plain one that is packed in it. A reader of packed fonts unpacks a table again
 * for every letter; this is done once.
 */
export function unpackFont(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== 0x774f4646) throw new Error('not a WOFF font');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 44 + index * 20;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field));
    const raw = woff.subarray(offset, (offset ?? 0) + (packed ?? 0));
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      bytes: packed === length ? raw : inflateSync(raw),
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const header = Buffer.alloc(headerBytes + count * entryBytes);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * 16, 10);
  let at = header.length;
  const parts: Buffer[] = [header];
  tables.forEach(({ tag, checksum, bytes }, index) => {
    const entry = headerBytes + index * entryBytes;
    tag.copy(header, entry);
    header.writeUInt32BE(checksum, entry + 4);
    header.writeUInt32BE(at, entry + 8);
    header.writeUInt32BE(bytes.length, entry + 12);
    const padding = Buffer.alloc(-bytes.length & 3);
    parts.push(bytes, padding);
    at += bytes.length + padding.length;
  });
  return Buffer.concat(parts);
}
