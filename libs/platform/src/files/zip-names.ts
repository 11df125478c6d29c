const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const maxEntries = 20_000;

/** One entry of a ZIP archive, as its directory lists it. */
export interface ZipEntry {
  name: string;
  /** Where its own header begins. */
  offset: number;
  stored: boolean;
  size: number;
}

/**
 * The directory of a ZIP archive that begins at the first byte and ends at the last: nothing before, nothing behind.
 * Nothing is unpacked. @returns null for anything else
 */
export function readZip(bytes: Buffer): ZipEntry[] | null {
  if (bytes.length < endLength || bytes.readUInt32LE(0) !== localSignature) return null;
  const end = findEnd(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (count > maxEntries || start + bytes.readUInt32LE(end + 12) > end) return null;
  const entries: ZipEntry[] = [];
  let at = start;
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entrySignature) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      offset: bytes.readUInt32LE(at + 42),
      stored: bytes.readUInt16LE(at + 10) === 0,
      size: bytes.readUInt32LE(at + 24),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** What an entry that was stored without compression holds. */
export function storedText(bytes: Buffer, entry: ZipEntry): string | null {
  const at = entry.offset;
  if (!entry.stored || at + 30 > bytes.length || bytes.readUInt32LE(at) !== localSignature) return null;
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return bytes.toString('utf8', from, from + Math.min(entry.size, 200));
}

/** The record that ends an archive, with its comment reaching exactly to the end of the file. */
function findEnd(bytes: Buffer): number | null {
  for (let at = bytes.length - endLength; at >= Math.max(0, bytes.length - endLength - 65_535); at--) {
    if (
      bytes.readUInt32LE(at) === endSignature &&
      at + endLength + bytes.readUInt16LE(at + 20) === bytes.length
    )
      return at;
  }
  return null;
}
