import { useCallback, useEffect, useRef, useState } from 'react';
import { calmOrder, sorted, type CalmOrder, type Sortable, type Sorting } from './calm-order.js';

/** So long nobody touches the list before its order may follow the votes. */
const quietMs = 5_000;

interface Calm extends CalmOrder {
  /** Shows what is new, in the wanted order. */
  refresh: () => void;
  /** For the list: what the reader is busy with must not move. */
  touched: () => void;
}

/** An order that does not move under the reader's thumb. */
export function useCalmOrder(questions: readonly Sortable[], by: Sorting, now: number): Calm {
  const wanted = sorted(questions, by, now);
  const [held, setHeld] = useState<{ by: Sorting; ids: readonly number[] }>({ by, ids: [] });
  const order = calmOrder(held.by === by ? held.ids : [], wanted);
  const latest = useRef({ wanted, shown: order.shown, by });
  const lastTouch = useRef(0);
  // What is shown for want of anything else stays from now on.
  if (order.shown.length > 0 && (held.by !== by || !held.ids.includes(order.shown[0] ?? 0))) {
    setHeld({ by, ids: order.shown });
  }
  useEffect(() => {
    latest.current = { wanted, shown: order.shown, by };
  });
  const touched = useCallback(() => {
    lastTouch.current = performance.now();
  }, []);
  useEffect(() => {
    window.addEventListener('scroll', touched, { passive: true });
    const timer = setInterval(() => {
      if (performance.now() - lastTouch.current < quietMs) return;
      const known = new Set(latest.current.shown);
      const ids = latest.current.wanted.filter((id) => known.has(id));
      if (ids.join() !== latest.current.shown.join()) setHeld({ by: latest.current.by, ids });
    }, quietMs);
    return () => {
      window.removeEventListener('scroll', touched);
      clearInterval(timer);
    };
  }, [touched]);
  return { ...order, touched, refresh: () => setHeld({ by, ids: wanted }) };
}
