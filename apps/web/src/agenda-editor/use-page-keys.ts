import { useEffect, useRef } from 'react';
import { useEditor } from './editor-context.js';
import { useChoosing } from './use-choosing.js';
import { useDeeds } from './use-deeds.js';

/**
 * Undo, redo, help, the selection and the word on what is held: wherever nobody is typing and nothing is open.
 * @param shown what the filter leaves, on all days
 */
export function usePageKeys(enabled: boolean, shown: readonly string[]): void {
  const { store, selection, open } = useEditor();
  const choosing = useChoosing();
  const deeds = useDeeds();
  const latest = useRef({ deeds, open, choosing, selection, shown });
  useEffect(() => {
    latest.current = { deeds, open, choosing, selection, shown };
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const since = performance.now();
    const press = (key: KeyboardEvent): void => {
      // The press that closed what was open is still on its way to this page, which has nothing to do with it.
      if (key.timeStamp < since || isField(key.target)) return;
      const command = key.ctrlKey || key.metaKey;
      const act = (what: () => void): void => {
        key.preventDefault();
        what();
      };
      if (command && key.code === 'KeyZ')
        act(() => (key.shiftKey ? latest.current.deeds.redo() : latest.current.deeds.undo()));
      else if (command && key.code === 'KeyY') act(() => latest.current.deeds.redo());
      else if (command && key.key === 'Enter' && store.get().held.length > 0) act(() => store.saveAnyway());
      else if (command && key.code === 'KeyA' && !key.shiftKey)
        act(() => latest.current.choosing.choose(latest.current.shown, null));
      else if (key.key === 'Escape' && !key.defaultPrevented && latest.current.selection.ids.size > 0)
        act(() => latest.current.choosing.clear());
      else if (!command && !key.altKey && key.code === 'KeyM' && latest.current.selection.ids.size > 0)
        act(() => latest.current.open({ what: 'bulk' }));
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
