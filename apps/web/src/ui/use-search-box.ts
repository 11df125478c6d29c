import { useEffect, useRef, type ChangeEvent, type RefObject } from 'react';

interface SearchBox {
  ref: RefObject<HTMLInputElement | null>;
  defaultValue: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/**
 * For a box whose words stand in the address, which follows a moment later: what is typed stays as it was typed, however
 * fast; what else sets the words shows as soon as nobody types there.
 */
export function useSearchBox(words: string, onTyped: (words: string) => void): SearchBox {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (box && box !== document.activeElement && box.value !== words) box.value = words;
  }, [words]);
  return { ref, defaultValue: words, onChange: (event) => onTyped(event.currentTarget.value) };
}
