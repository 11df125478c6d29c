import { languages, type Language, type LocalisedText } from '@foyer/contracts';
import { cleanText, pick, type TableText } from './formats/agenda-table.js';

/**
 * A text as the house has it, with what a file says of it. A language that the file does not speak of stays; a text
 * without a language is the one that a reader of the event's first language would have seen.
 */
export function mergeText(
  current: LocalisedText | null,
  given: TableText | null | undefined,
  usual: Language,
): LocalisedText | null {
  if (given === undefined) return current;
  if (given === null) return null;
  const merged = new Map<Language, string>();
  for (const language of languages) {
    const was = current?.[language];
    const now = given[language];
    if (now === undefined && was !== undefined) merged.set(language, was);
    // What was only cleaned on its way through a file is no change.
    else if (now) merged.set(language, was !== undefined && cleanText(was) === now ? was : now);
  }
  const plain = given.und;
  if (plain === null) merged.delete(usual);
  else if (plain !== undefined && cleanText(pick(current, usual)) !== plain) merged.set(usual, plain);
  return merged.size ? Object.fromEntries(merged) : null;
}
