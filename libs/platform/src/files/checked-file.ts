/** A file that was looked into: it is what its media type says, and what it may not hold is gone. */
export interface CheckedFile {
  kind: 'image' | 'document' | 'table';
  mediaType: string;
  name: string;
  bytes: Buffer;
  /** Pictures alone: a square of 160 pixels at most. */
  small: Buffer | null;
  width: number | null;
  height: number | null;
}

const longest = 120;

/** A name that is safe to show and to save under, with the ending of what the file really is. */
export function safeName(name: string, ending: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const bare = last
    // Control characters, invisible marks and those that turn the direction of writing could make it look like another.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>:|?*]/gu, '')
    .replace(/\.[^.\s]{1,10}$/u, '')
    .replace(/^[.\s]+/u, '')
    .trim();
  return `${[...(bare || 'file')].slice(0, longest).join('')}.${ending}`;
}
