/** Where a pointer is, in pixels of the window. */
export interface Spot {
  x: number;
  y: number;
}

/** So near to an edge the grid goes along; a finger covers as much. */
const nearPixels = 44;
const slackPixels = 8;
const pixelsPerMillisecond = 0.5;

/**
 * Scrolls the grid for as long as something is held near the edge of what is seen of it, also when it rests there;
 * and the page, where the grid goes beyond the window. What moves by it is drawn anew by `moved`.
 */
export class EdgeScroll {
  #frame: number | undefined;
  #last = 0;
  #at: Spot;

  constructor(
    private readonly canvas: HTMLElement,
    private readonly from: Spot,
    private readonly moved: () => void,
  ) {
    this.#at = from;
  }

  /** The pointer is here now. */
  follow(at: Spot): void {
    this.#at = at;
    if (this.#frame !== undefined || !this.#wish()) return;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#step);
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #step = (now: number): void => {
    this.#frame = undefined;
    const wish = this.#wish();
    if (!wish) return;
    // After a long pause it goes on where it was instead of leaping.
    const by = Math.min(now - this.#last, 50) * pixelsPerMillisecond;
    this.#last = now;
    const { scroller, x, y } = wish;
    const was = { left: scroller.scrollLeft, top: scroller.scrollTop };
    scroller.scrollBy({ left: x * by, top: y * by, behavior: 'instant' });
    const page = y !== 0 && scroller.scrollTop === was.top && beyondWindow(scroller, y);
    if (page) window.scrollBy({ top: y * by, behavior: 'instant' });
    this.moved();
    this.#frame = requestAnimationFrame(this.#step);
  };

  /** Which way to go; nothing where the pointer is far from every edge. */
  #wish(): { scroller: HTMLElement; x: number; y: number } | undefined {
    const scroller = this.canvas.closest<HTMLElement>('.ag-scroller');
    if (!scroller) return undefined;
    const box = scroller.getBoundingClientRect();
    // The rooms' names and the hours lie over the cards.
    const head = scroller.querySelector('.ag-head')?.clientHeight ?? 0;
    const axis = scroller.querySelector('.ag-axis')?.clientWidth ?? 0;
    // Only where one has moved that way: what was taken near an edge does not run off.
    const side = (at: number, from: number, low: number, high: number): number =>
      at < low + nearPixels && at < from - slackPixels
        ? -1
        : at > high - nearPixels && at > from + slackPixels
          ? 1
          : 0;
    const { from } = this;
    const low = { x: Math.max(box.left, 0) + axis, y: Math.max(box.top, 0) + head };
    const high = { x: Math.min(box.right, window.innerWidth), y: Math.min(box.bottom, window.innerHeight) };
    const x = side(this.#at.x, from.x, low.x, high.x);
    const y = side(this.#at.y, from.y, low.y, high.y);
    return x === 0 && y === 0 ? undefined : { scroller, x, y };
  }
}

/** Whether there is more of the grid outside the window, up (−1) or down (1). */
function beyondWindow(scroller: HTMLElement, direction: number): boolean {
  const { top, bottom } = scroller.getBoundingClientRect();
  return direction < 0 ? top < 0 : bottom > window.innerHeight;
}
