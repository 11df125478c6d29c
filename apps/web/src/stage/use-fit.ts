import { useLayoutEffect, useRef, type RefObject } from 'react';

interface Fitting<Place extends HTMLElement, Fitted extends HTMLElement> {
  place: RefObject<Place | null>;
  fitted: RefObject<Fitted | null>;
}

/**
 * What is in `fitted` becomes as large as `place` allows, in any script: measured, not guessed from the number of words.
 * @param least in pixels, as `most` is
 */
export function useFit<Place extends HTMLElement, Fitted extends HTMLElement>(
  least: number,
  most: number,
): Fitting<Place, Fitted> {
  const place = useRef<Place>(null);
  const fitted = useRef<Fitted>(null);
  useLayoutEffect(() => {
    const [box, words] = [place.current, fitted.current];
    if (!box || !words) return undefined;
    const fit = () => {
      let [low, high] = [least, most];
      while (high - low > 1) {
        const size = Math.floor((low + high) / 2);
        words.style.fontSize = `${size}px`;
        if (words.scrollHeight <= box.clientHeight && words.scrollWidth <= box.clientWidth) low = size;
        else high = size;
      }
      words.style.fontSize = `${low}px`;
    };
    fit();
    const resized = new ResizeObserver(fit);
    resized.observe(box);
    // Other words, more of them, and counts with one more figure.
    const changed = new MutationObserver(fit);
    changed.observe(words, { childList: true, characterData: true, subtree: true });
    // The script's own font may come later.
    void document.fonts.ready.then(fit);
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, [least, most]);
  return { place, fitted };
}
