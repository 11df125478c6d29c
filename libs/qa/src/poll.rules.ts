import { ratingSteps, type Language, type Poll, type PollAnswer, type PollKind } from '@foyer/contracts';
import { Problem } from '@foyer/platform';
import type { Actor } from './qa.policy.js';
import { mayModerate, takesPart } from './qa.policy.js';

/** Polls that everybody sees; drafts are the moderators'. */
export const isPublicPoll = (poll: Pick<Poll, 'state'>): boolean => poll.state !== 'draft';

/**
 * Who may see results: who has answered, everybody once the poll is closed, and moderators at any time. Reopening
 * begins another round under another name, so that who followed the closed one sees no more than it held.
 */
export function maySeeResults(
  actor: Actor,
  poll: Pick<Poll, 'state' | 'round'>,
  round: number,
  answered: boolean,
): boolean {
  if (poll.round !== round || !isPublicPoll(poll) || !takesPart(actor)) return false;
  return poll.state === 'closed' || answered || mayModerate(actor);
}

const choosing: readonly PollKind[] = ['single', 'multiple'];

/** What a poll of this kind asks with. @throws Problem invalid_input */
export function checkPoll(input: { kind: PollKind; options: readonly string[]; most: number }): {
  options: string[];
  most: number;
} {
  const { kind, most } = input;
  if (!choosing.includes(kind)) return { options: [], most: kind === 'words' ? Math.min(most, 5) : 1 };
  const options = [...new Set(input.options)];
  if (options.length < 2 || options.length < input.options.length) {
    throw invalid('/options', 'two or more different options');
  }
  return { options, most: kind === 'single' ? 1 : Math.min(most, options.length) };
}

/** The answer as it is kept. @throws Problem invalid_input where it does not fit the poll */
export function checkAnswer(
  poll: Pick<Poll, 'kind' | 'options' | 'most'>,
  { choices, words, text }: PollAnswer,
  language: Language,
): PollAnswer {
  if (poll.kind === 'text') {
    if (text === null) throw invalid('/text', 'an answer');
    return { choices: [], words: [], text };
  }
  if (poll.kind === 'words') {
    const kept = [...new Set(words.map((word) => asWord(word, language)))].filter(Boolean);
    if (kept.length === 0 || words.length > poll.most) throw invalid('/words', `1 to ${poll.most} words`);
    return { choices: [], words: kept, text: null };
  }
  const places = poll.kind === 'rating' ? ratingSteps : poll.options.length;
  const most = poll.kind === 'multiple' ? poll.most : 1;
  const kept = [...new Set(choices)].sort((one, other) => one - other);
  if (kept.length === 0 || kept.length > most || kept.some((place) => place >= places)) {
    throw invalid('/choices', `1 to ${most} of ${places}`);
  }
  return { choices: kept, words: [], text: null };
}

/** Words are the same whatever their case: small letters by the rules of the session's language (Georgian has no others). */
export function asWord(word: string, language: Language): string {
  const quiet = word.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return quiet.toLocaleLowerCase(language).normalize('NFC').slice(0, 40).trim();
}

export const invalid = (pointer: string, message: string): Problem =>
  new Problem('invalid_input', {}, [{ pointer, message }]);
