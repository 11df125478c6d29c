import { useEffect, useRef } from 'react';

/** What the desk's keys do; letters as on the keys of a Latin layout. */
export interface DeskKeys {
  next: () => void;
  previous: () => void;
  approve: () => void;
  dismiss: () => void;
  answer: () => void;
  edit: () => void;
  merge: () => void;
  pin: () => void;
  spotlight: () => void;
  reply: () => void;
  assign: () => void;
  tag: () => void;
  undo: () => void;
  search: () => void;
  help: () => void;
}

/** By the place on the keyboard, so that they work in Georgian and Ukrainian layouts too. */
const byCode: Record<string, keyof DeskKeys> = {
  KeyJ: 'next',
  ArrowDown: 'next',
  KeyK: 'previous',
  ArrowUp: 'previous',
  KeyA: 'approve',
  KeyD: 'dismiss',
  KeyX: 'answer',
  KeyE: 'edit',
  KeyM: 'merge',
  KeyP: 'pin',
  KeyN: 'spotlight',
  KeyR: 'reply',
  KeyS: 'assign',
  KeyT: 'tag',
  KeyU: 'undo',
  Slash: 'search',
};

/** A key that is held down goes on walking; what it does to a question it does once. */
const goesOn = (action: keyof DeskKeys): boolean => action === 'next' || action === 'previous';

/** Listens to single keys wherever nobody is typing and no dialog or menu is open. */
export function useDeskKeys(keys: DeskKeys, enabled: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || isElsewhere()) return;
      const action =
        event.key === '?'
          ? 'help'
          : event.key === '/'
            ? 'search'
            : event.shiftKey
              ? undefined
              : byCode[event.code];
      if (!action) return;
      event.preventDefault();
      if (event.repeat && !goesOn(action)) return;
      latest.current[action]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled]);
}

/** Windows and menus of the desk's other parts have keys of their own. */
const isElsewhere = (): boolean => document.querySelector('[role=dialog], [role=menu]') !== null;

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.role === 'radio')
  );
}
