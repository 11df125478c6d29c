/** What lies over the page and takes the focus. */
const layers = '[role=dialog], [role=alertdialog], [role=menu]';
/** Of each layer so many are remembered: the last one may be gone itself. */
const most = 3;
/** A dialog that comes in the place of another has the focus by then, and so has what somebody wanted to have it. */
const restMilliseconds = 30;

interface Visited {
  /** Null: the page itself. */
  layer: Element | null;
  /** The latest last. */
  had: readonly HTMLElement[];
}

/**
 * Gives the focus back to where it was before a dialog, whichever way that goes: those that are taken off the page at
 * once do not do it themselves, and whoever works by keys would begin at the top again.
 */
export function returnFocus(): void {
  /** The page first, then what was opened over it. */
  let trail: readonly Visited[] = [];
  const gone = new MutationObserver(() => {
    if (!trail.some(({ layer }) => layer && !layer.isConnected)) return;
    trail = trail.filter(({ layer }) => !layer || layer.isConnected);
    if (!trail.at(-1)?.layer) gone.disconnect();
    setTimeout(() => {
      if (document.activeElement && document.activeElement !== document.body) return;
      for (const element of trail.toReversed().flatMap(({ had }) => had.toReversed())) {
        element.focus({ preventScroll: true });
        if (document.activeElement === element) return;
      }
    }, restMilliseconds);
  });
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const layer = target.closest(layers);
    const at = trail.findIndex((one) => one.layer === layer);
    const had = [...(trail[at]?.had ?? []).filter((one) => one !== target), target].slice(-most);
    trail = [...(at < 0 ? trail : trail.slice(0, at)), { layer, had }];
    // Only as long as there is something whose going matters.
    if (layer) gone.observe(document.body, { childList: true, subtree: true });
    else gone.disconnect();
  });
}
