import { useEffect, useRef } from 'react';

export interface RunningKeys {
  start: () => void;
  end: () => void;
  late: () => void;
  undo: () => void;
  help: () => void;
}

/** By the place on the keyboard, so that they work in Georgian and Ukrainian layouts too. */
const byCode: Record<string, keyof RunningKeys> = {
  KeyS: 'start',
  KeyE: 'end',
  KeyL: 'late',
  KeyU: 'undo',
};

/** Listens to single keys wherever nobody is typing and no dialog or menu is open. */
export function useRunningKeys(keys: RunningKeys, enabled: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const action = event.key === '?' ? 'help' : event.shiftKey ? undefined : byCode[event.code];
      if (!action) return;
      event.preventDefault();
      latest.current[action]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled]);
}

function isTaken(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(input|textarea|select)$/i.test(target.tagName) ||
      target.closest('[role="menu"], [role="dialog"]') !== null)
  );
}
