import { sessionKinds, type SessionKind } from '@foyer/contracts';

/** What other systems and organisers call kinds of sessions, in small letters. */
const synonyms: Record<string, SessionKind> = {
  lecture: 'talk',
  presentation: 'talk',
  keynote: 'talk',
  'lightning talk': 'talk',
  lightningtalk: 'talk',
  podium: 'panel',
  'panel discussion': 'panel',
  discussion: 'panel',
  'hands-on': 'workshop',
  tutorial: 'workshop',
  training: 'workshop',
  'q&a': 'q-and-a',
  'questions and answers': 'q-and-a',
  meeting: 'networking',
  meetup: 'networking',
  reception: 'networking',
  pause: 'break',
  lunch: 'break',
  coffee: 'break',
  'coffee break': 'break',
  b2b: 'b2b-block',
  matchmaking: 'b2b-block',
  blocker: 'private-blocker',
};

/** The kind that a word of a file means; undefined where it is a word of their own. */
export function kindOf(word: string): SessionKind | undefined {
  const plain = word.trim().toLowerCase();
  return sessionKinds.find((kind) => kind === plain) ?? synonyms[plain.replaceAll('_', ' ')];
}
