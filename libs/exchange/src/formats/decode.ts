import { importEncodings } from '@foyer/contracts';
import jschardet from 'jschardet';
import { UnreadableFile } from '../notice.js';

export interface Decoded {
  text: string;
  encoding: string;
  /** Whether it was guessed from the frequency of letters: then somebody should look. */
  guessed: boolean;
}

/**
 * Bytes as text: by a byte order mark, else as UTF-8 where they are that without a fault, else as it looks.
 * @param wanted what somebody has chosen
 * @throws UnreadableFile
 */
export function decode(bytes: Uint8Array, wanted?: string): Decoded {
  if (wanted !== undefined) return { text: decodeAs(bytes, wanted), encoding: wanted, guessed: false };
  const mark = markOf(bytes);
  if (mark) return { text: decodeAs(bytes, mark), encoding: mark, guessed: false };
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'utf-8',
      guessed: false,
    };
  } catch {
    const encoding = guess(bytes);
    return { text: decodeAs(bytes, encoding), encoding, guessed: true };
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    throw new UnreadableFile('encoding_unknown', { value: encoding });
  }
}

function markOf([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

const sample = 64_000;

function guess(bytes: Uint8Array): string {
  const zeros = bytes
    .subarray(0, 400)
    .reduce((sum, byte, index) => sum + (byte === 0 ? (index % 2 ? 1 : -1) : 0), 0);
  if (zeros > 20) return 'utf-16le';
  if (zeros < -20) return 'utf-16be';
  const found = jschardet.detect(Buffer.from(bytes.subarray(0, sample))).encoding?.toLowerCase() ?? '';
  const known: readonly string[] = importEncodings;
  if (known.includes(found)) return found;
  return /maccyrillic|ibm8(?:55|66)/.test(found) ? 'windows-1251' : 'windows-1252';
}
