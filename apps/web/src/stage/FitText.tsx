import { useLayoutEffect, useRef } from 'react';

const smallest = 14;

/** Words as large as their place allows, in any script: measured, not guessed from their number. */
export function FitText({ text, most = 160 }: { text: string; most?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    const [place, fitted] = [box.current, words.current];
    if (!place || !fitted) return undefined;
    const fit = () => {
      let [low, high] = [smallest, most];
      while (high - low > 1) {
        const size = Math.floor((low + high) / 2);
        fitted.style.fontSize = `${size}px`;
        const fits = fitted.scrollHeight <= place.clientHeight && fitted.scrollWidth <= place.clientWidth;
        if (fits) low = size;
        else high = size;
      }
      fitted.style.fontSize = `${low}px`;
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(place);
    // The script's own font may come later.
    void document.fonts.ready.then(fit);
    return () => observer.disconnect();
  }, [text, most]);
  return (
    <div ref={box} className="fit-box">
      <p ref={words} className="fit-words">
        {text}
      </p>
    </div>
  );
}
