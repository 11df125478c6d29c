import { Avatar } from '@mantine/core';
import { filePath, type Speaker } from '@foyer/contracts';
import { initials } from '../ui/PersonAvatar.js';

interface SpeakerFaceProps {
  speaker: Pick<Speaker, 'name' | 'photo'>;
  /** In pixels. */
  size?: number;
}

/** A speaker's picture, or first letters where there is none. The name stands beside it, so this is decoration. */
export function SpeakerFace({ speaker: { name, photo }, size = 56 }: SpeakerFaceProps) {
  const src = photo && filePath(photo, size > 80 ? 'full' : 'small');
  return (
    <Avatar
      src={src}
      alt=""
      size={size}
      color="accent"
      variant="light"
      className="no-shrink"
      imageProps={{ loading: 'lazy', width: size, height: size }}
    >
      {initials(name)}
    </Avatar>
  );
}
