import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface KeptFocus {
  ref: RefObject<HTMLDivElement | null>;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: () => void;
}

/**
 * For a place with lists (`data-list`) of which things leave while one is at them: the focus goes to what has come to the
 * place of the one that had it, else to the last button there, else to the place itself, which needs a `tabIndex`.
 */
export function useKeptFocus(): KeptFocus {
  const ref = useRef<HTMLDivElement>(null);
  const at = useRef<{ list: string | null; place: number } | null>(null);
  // What is taken out of the page tells nobody that it has lost the focus: that is how it is known.
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!at.current || !lost || !ref.current) return;
    const there = buttonsOf(ref.current, at.current.list);
    const next = there[Math.min(at.current.place, there.length - 1)] ?? buttonsOf(ref.current).at(-1);
    (next ?? ref.current).focus();
  });
  return {
    ref,
    onFocus: ({ target }) => {
      const list = target.closest('[data-list]')?.getAttribute('data-list') ?? null;
      const place = ref.current ? buttonsOf(ref.current, list).indexOf(target) : -1;
      at.current = place < 0 ? null : { list, place };
    },
    onBlur: () => {
      at.current = null;
    },
  };
}

const buttonsOf = (place: HTMLElement, list?: string | null): HTMLElement[] => [
  ...place.querySelectorAll<HTMLElement>(list ? `[data-list="${list}"] button` : 'button'),
];
