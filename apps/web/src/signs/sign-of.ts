import type { ReactionKind } from '@foyer/contracts';
import { IconConfetti, IconHeart, IconMoodHappy, IconMoodSurprised, type Icon } from '@tabler/icons-react';

/** Drawn, not typed: a studio's machine often has no font for emoji. The words beside them are for who does not see them. */
export const signOf: Record<ReactionKind, Icon> = {
  applause: IconConfetti,
  heart: IconHeart,
  laugh: IconMoodHappy,
  surprise: IconMoodSurprised,
};
