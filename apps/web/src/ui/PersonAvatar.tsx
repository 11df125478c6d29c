import { Avatar } from '@mantine/core';

/** First letters of the first and last word. Not upper-cased: Georgian has no capitals. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('');
}

/** A person's face where there is no picture. The name stands beside it, so this is decoration. */
export function PersonAvatar({ name, size = 44 }: { name: string; size?: number }) {
  return (
    <Avatar size={size} color="accent" variant="light" aria-hidden>
      {initials(name)}
    </Avatar>
  );
}
