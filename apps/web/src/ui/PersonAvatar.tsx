import { Avatar } from '@mantine/core';
import { filePath } from '@foyer/contracts';

/** First letters of the first and last word. Not upper-cased: Georgian has no capitals. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? '')][0] ?? '').join('');
}

interface PersonAvatarProps {
  name: string;
  size?: number;
  /** A public picture. */
  photo?: string | null;
}

/** A person's face; first letters where there is no picture. The name stands beside it, so this is decoration. */
export function PersonAvatar({ name, size = 44, photo = null }: PersonAvatarProps) {
  return (
    <Avatar
      size={size}
      color="accent"
      variant="light"
      aria-hidden
      src={photo && filePath(photo, 'small')}
      alt=""
      imageProps={{ loading: 'lazy' }}
    >
      {initials(name)}
    </Avatar>
  );
}
