import { Avatar, Image } from '@mantine/core';
import { images } from '@foyer/contracts';
import { IconPhoto } from '@tabler/icons-react';
import { type ComponentProps } from 'react';
import { FileFrame, type FileInput } from './FileInput.js';
import { useUpload } from './use-upload.js';

interface ImageInputProps extends Omit<ComponentProps<typeof FileInput>, 'rule' | 'value'> {
  /** The address of the picture that is there now. */
  src: string | null;
  /** What the picture shows, for those who do not see it, and to name the button that removes it. */
  alt: string;
  /** A face is round, everything else is shown whole. */
  shape?: 'face' | 'whole';
}

/** One picture: chosen or dropped, sent at once with its progress, seen, replaced, removed. */
export function ImageInput({
  src,
  alt,
  shape = 'whole',
  onSend,
  onRemove,
  quiet,
  ...field
}: ImageInputProps) {
  const upload = useUpload(images, onSend, onRemove, quiet);
  const nothing = <IconPhoto size={32} aria-hidden />;
  return (
    <FileFrame {...field} rule={images} upload={upload} name={src ? alt : null}>
      {shape === 'face' ? (
        <Avatar src={src} alt={src ? alt : ''} size={88}>
          {nothing}
        </Avatar>
      ) : src ? (
        <Image src={src} alt={alt} className="file-picture" />
      ) : (
        <Avatar size={88} radius="md" alt="">
          {nothing}
        </Avatar>
      )}
    </FileFrame>
  );
}
