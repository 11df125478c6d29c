import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';

/** So long after something else has come under the pointer, a click is one for what was there before. */
const stillMs = 400;
/** Whoever has moved so far has aimed anew. */
const aimedAnewPx = 24;

/** What a press at a place would do something with, and what its button says that it does. */
interface Thing {
  element: Element | null;
  says: string;
}
function thingAt(target: Element | null): Thing {
  const element = target?.closest('button, .desk-card, [role=menuitem]') ?? null;
  return { element, says: element?.matches('button') ? (element.textContent ?? '') : '' };
}

/**
 * Tells clicks that were meant from those that what has just slid under the pointer would get: others' steps and one's
 * own move the cards. The second click of a double click is nobody's, either. Keys are always meant.
 */
export function useAim(): (click: { detail: number }) => boolean {
  const at = useRef<{ x: number; y: number; thing: Thing } | null>(null);
  const moved = useRef({ when: -Infinity, x: 0, y: 0 });
  useEffect(() => {
    const aim = ({ clientX: x, clientY: y, target }: PointerEvent) => {
      if (Math.hypot(x - moved.current.x, y - moved.current.y) > aimedAnewPx) moved.current.when = -Infinity;
      at.current = { x, y, thing: thingAt(target instanceof Element ? target : null) };
    };
    const options = { passive: true, capture: true };
    window.addEventListener('pointermove', aim, options);
    window.addEventListener('pointerdown', aim, options);
    return () => {
      window.removeEventListener('pointermove', aim, options);
      window.removeEventListener('pointerdown', aim, options);
    };
  }, []);
  const look = () => {
    const last = at.current;
    if (!last) return;
    const thing = thingAt(document.elementFromPoint(last.x, last.y));
    if (thing.element === last.thing.element && thing.says === last.thing.says) return;
    last.thing = thing;
    moved.current = { when: performance.now(), x: last.x, y: last.y };
  };
  // After each drawing, and once more after the selected card was scrolled to.
  useLayoutEffect(look);
  useEffect(look);
  return useCallback(
    ({ detail }) => detail === 0 || (detail === 1 && performance.now() - moved.current.when >= stillMs),
    [],
  );
}
