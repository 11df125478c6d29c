import { useEffect, useRef, type RefObject } from 'react';

/** A track as a moving picture. */
export function Picture({ track, label, mirrored = false, whole = false }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useTrack(element, track);
  return (
    <video
      ref={element}
      className="room-picture"
      data-mirrored={mirrored || undefined}
      data-whole={whole || undefined}
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}
interface PictureProps {
  track: MediaStreamTrack;
  label: string;
  /** As in a mirror: how people know themselves. */
  mirrored?: boolean;
  /** Nothing is cut off: for screens. */
  whole?: boolean;
}

/** A track that is heard; `onSilenced` where the browser wants a press before it lets a page make a sound. */
export function Sound({ track, onSilenced }: { track: MediaStreamTrack; onSilenced: () => void }) {
  const element = useRef<HTMLAudioElement>(null);
  useTrack(element, track);
  useEffect(() => {
    element.current?.play().catch(onSilenced);
  }, [track, onSilenced]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- somebody speaks at this moment; there is a chat beside it
  return <audio ref={element} className="room-sound" autoPlay />;
}

function useTrack(element: RefObject<HTMLMediaElement | null>, track: MediaStreamTrack): void {
  useEffect(() => {
    const player = element.current;
    if (!player) return undefined;
    player.srcObject = new MediaStream([track]);
    return () => {
      player.srcObject = null;
    };
  }, [element, track]);
}
