import { languages, type LocalisedText } from '@foyer/contracts';
import anyAscii from 'any-ascii';

const longest = 60;

/** A key for a topic from its name, in Latin letters; one that is not among those taken. */
export function topicKey(labels: LocalisedText, taken: ReadonlySet<string>): string {
  const name = languages.flatMap((language) => labels[language] ?? [])[0] ?? '';
  const plain = anyAscii(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  const base = plain.length < 2 ? `topic${plain && `-${plain}`}` : plain;
  for (let number = 1; ; number++) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(key)) return key;
  }
}
