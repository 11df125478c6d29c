import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

const pauseMs = 4_000;

/** Reads news to screen readers: politely, gathered, and at most once in four seconds. */
export function Announcer({ news }: { news: string }) {
  const [said, setSaid] = useState('');
  const latest = useRef(news);
  const lastSaid = useRef(-pauseMs);
  useEffect(() => {
    latest.current = news;
    const wait = Math.max(0, lastSaid.current + pauseMs - performance.now());
    const timer = setTimeout(() => {
      lastSaid.current = performance.now();
      setSaid(latest.current);
    }, wait);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  );
}
