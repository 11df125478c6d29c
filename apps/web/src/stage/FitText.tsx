import type { ReactNode } from 'react';
import { useFit } from './use-fit.js';

const smallest = 14;
/** Of ten long options, or of what a rating came to: small, but there. */
const smallestInBlock = 7;

/** Words as large as their place allows. */
export function FitText({ text, most = 160 }: { text: string; most?: number }) {
  const { place, fitted } = useFit<HTMLDivElement, HTMLParagraphElement>(smallest, most);
  return (
    <div ref={place} className="fit-box">
      <p ref={fitted} className="fit-words">
        {text}
      </p>
    </div>
  );
}

/** A list or a table as large as its place allows: nobody can scroll on the screen in the hall. */
export function FitBlock({ most, children }: { most: number; children: ReactNode }) {
  const { place, fitted } = useFit<HTMLDivElement, HTMLDivElement>(smallestInBlock, most);
  return (
    <div ref={place} className="fit-box" data-block>
      <div ref={fitted} className="fit-block">
        {children}
      </div>
    </div>
  );
}
