import { useEffect, useRef } from 'react';
import { useEditor } from './editor-context.js';
import { useDeeds } from './use-deeds.js';

/** Undo, redo, help and the word on what is held: wherever nobody is typing and nothing is open. */
export function usePageKeys(enabled: boolean): void {
  const { store, open } = useEditor();
  const deeds = useDeeds();
  const latest = useRef({ deeds, open });
  useEffect(() => {
    latest.current = { deeds, open };
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const press = (key: KeyboardEvent): void => {
      if (isField(key.target)) return;
      const command = key.ctrlKey || key.metaKey;
      const act = (what: () => void): void => {
        key.preventDefault();
        what();
      };
      if (command && key.code === 'KeyZ')
        act(() => (key.shiftKey ? latest.current.deeds.redo() : latest.current.deeds.undo()));
      else if (command && key.code === 'KeyY') act(() => latest.current.deeds.redo());
      else if (command && key.key === 'Enter' && store.get().held.length > 0) act(() => store.saveAnyway());
      else if (!command && key.key === '?') act(() => latest.current.open({ what: 'keys' }));
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled, store]);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(textarea|select)$/i.test(target.tagName) || isTextInput(target))
  );
}

function isTextInput(target: HTMLElement): boolean {
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button)$/.test(target.type);
}
