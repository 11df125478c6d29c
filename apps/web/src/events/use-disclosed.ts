import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';

/**
 * Something that a button opens beside itself, for a box that holds both: it closes by Escape (the button has the
 * focus again), when a link in it is followed, and when the focus or a press goes elsewhere.
 */
export function useDisclosed() {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const press = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', press);
    return () => document.removeEventListener('pointerdown', press);
  }, [open]);
  return {
    open,
    box,
    button: { 'aria-expanded': open, onClick: () => setOpen(!open) },
    handlers: {
      onKeyDown(key: KeyboardEvent<HTMLElement>): void {
        if (key.key !== 'Escape' || !open) return;
        setOpen(false);
        box.current?.querySelector('button')?.focus();
      },
      onBlur({ relatedTarget }: FocusEvent<HTMLElement>): void {
        if (relatedTarget && !box.current?.contains(relatedTarget)) setOpen(false);
      },
      onClick({ target }: MouseEvent<HTMLElement>): void {
        if (target instanceof Element && target.closest('a')) setOpen(false);
      },
    },
  };
}
