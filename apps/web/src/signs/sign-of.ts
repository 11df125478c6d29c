import type { ReactionKind } from '@foyer/contracts';

/** The same in every language; the words beside them are for those who do not see them. */
export const signOf: Record<ReactionKind, string> = {
  applause: '👏',
  heart: '❤️',
  laugh: '😄',
  surprise: '😮',
};
