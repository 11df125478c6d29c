import { useEffect, useMemo, useRef, useState, type FocusEvent, type PointerEvent } from 'react';
import { calmColumns, hold, letGo, withNew, type Held } from './calm-columns.js';
import { columns, type Column, type Columns } from './desk-columns.js';

/** So long nobody touches a column, or moves the pointer over it, before it may follow the votes. */
const quietMs = 10_000;
const lookMs = 1_000;

/** For the list of a column. */
interface Calming {
  onPointerMove: () => void;
  onPointerDown: () => void;
  onPointerLeave: (event: PointerEvent) => void;
  onFocusCapture: (event: FocusEvent) => void;
}

/** Whether the keyboard is in a column: what it would act on next must not go elsewhere. */
const hasKeyboard = (column: Column): boolean =>
  document.querySelector(`.desk-column[data-column="${column}"] :focus-visible`) !== null;

/** Columns whose order does not change under the moderator's pointer, thumb or keyboard focus. */
export function useCalmColumns(wanted: Columns): { shown: Columns; calming: (column: Column) => Calming } {
  const [held, setHeld] = useState<Held>({});
  const shown = calmColumns(wanted, held);
  const next = withNew(held, shown);
  if (next !== held) setHeld(next);
  const latest = useRef({ shown, held });
  useEffect(() => {
    latest.current = { shown, held };
  });
  const touchedAt = useRef<Partial<Record<Column, number>>>({});
  useEffect(() => {
    const timer = setInterval(() => {
      for (const column of columns) {
        if (!latest.current.held[column] || hasKeyboard(column)) continue;
        if (performance.now() - (touchedAt.current[column] ?? 0) >= quietMs)
          setHeld((before) => letGo(before, column));
      }
    }, lookMs);
    return () => clearInterval(timer);
  }, []);
  const handlers = useMemo(() => {
    const touch = (column: Column) => {
      touchedAt.current[column] = performance.now();
      if (!latest.current.held[column]) setHeld((before) => hold(before, latest.current.shown, column));
    };
    const of = (column: Column): Calming => ({
      onPointerMove: () => touch(column),
      onPointerDown: () => touch(column),
      onPointerLeave: ({ pointerType }) => {
        // A thumb leaves with every tap.
        if (pointerType === 'mouse' && !hasKeyboard(column)) setHeld((before) => letGo(before, column));
      },
      onFocusCapture: ({ target }) => {
        if (target.matches(':focus-visible')) touch(column);
      },
    });
    return { waiting: of('waiting'), live: of('live'), done: of('done') };
  }, []);
  return { shown, calming: (column) => handlers[column] };
}
