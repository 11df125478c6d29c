import type { DraftSession } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import type { DayPlan } from './day-plan.js';
import { useEditor } from './editor-context.js';
import { minute, pixelsPerMinute, snapMinutes, snapped } from './geometry.js';
import { movedBy } from './moves.js';
import { useChoosing } from './use-choosing.js';

interface DragSettings {
  plan: DayPlan;
  sessions: ReadonlyMap<string, DraftSession>;
  canvas: RefObject<HTMLDivElement | null>;
  /** Shows where the card would fall; drawn here, so that React draws nothing while it moves. */
  ghost: RefObject<HTMLDivElement | null>;
}

interface Drag {
  id: string;
  pointer: number;
  what: 'move' | 'start' | 'end';
  /** The card as it stands, in minutes of the day. */
  was: { from: number; to: number; column: number };
  /** Where it was taken, on the canvas. */
  grip: { x: number; y: number };
  at: { x: number; y: number };
  /** What the ghost shows. */
  wish: { from: number; to: number; column: number };
  running: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const holdMs = 350;
const slackPixels = 4;

/** Moving and stretching by mouse, pen and (after a long press) finger. */
export function useDrag({ plan, sessions, canvas, ghost }: DragSettings) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const { store, selection, announce, words } = useEditor();
  const choosing = useChoosing();
  const drag = useRef<Drag | null>(null);
  const ended = useRef(0);

  function onCanvas(pointer: { clientX: number; clientY: number }): { x: number; y: number } {
    const box = canvas.current?.getBoundingClientRect();
    return { x: pointer.clientX - (box?.left ?? 0), y: pointer.clientY - (box?.top ?? 0) };
  }

  function draw(): void {
    const now = drag.current;
    const box = ghost.current;
    const width = canvas.current?.clientWidth ?? 1;
    if (!now?.running || !box) return;
    const { was, grip, at, what } = now;
    const by = snapped((at.y - grip.y) / pixelsPerMinute);
    const columns = plan.columns.length;
    const column = Math.min(columns - 1, Math.max(0, Math.floor((at.x / width) * columns)));
    now.wish = {
      from:
        what === 'end'
          ? was.from
          : what === 'start'
            ? Math.min(was.from + by, was.to - snapMinutes)
            : was.from + by,
      to:
        what === 'start'
          ? was.to
          : what === 'end'
            ? Math.max(was.to + by, was.from + snapMinutes)
            : was.to + by,
      column: what === 'move' ? column : was.column,
    };
    const { wish } = now;
    const clock = (minutes: number): string => formatTime(plan.start + minutes * minute, event.timeZone);
    box.hidden = false;
    box.style.insetBlockStart = `${wish.from * pixelsPerMinute}px`;
    box.style.blockSize = `${(wish.to - wish.from) * pixelsPerMinute}px`;
    box.style.insetInlineStart = `${(wish.column * 100) / columns}%`;
    box.style.inlineSize = `${100 / columns}%`;
    box.textContent = `${clock(wish.from)}–${clock(wish.to)} · ${words.room(plan.columns[wish.column] ?? null)}`;
  }

  function begin(): void {
    const now = drag.current;
    if (!now) return;
    now.running = true;
    canvas.current?.setPointerCapture(now.pointer);
    cardOf(now.id)?.setAttribute('data-dragged', '');
    draw();
  }

  function cardOf(id: string): Element | null {
    return canvas.current?.querySelector(`[data-id="${id}"]`) ?? null;
  }

  function end(keep: boolean): void {
    const now = drag.current;
    drag.current = null;
    if (!now) return;
    clearTimeout(now.timer);
    if (ghost.current) ghost.current.hidden = true;
    cardOf(now.id)?.removeAttribute('data-dragged');
    if (!now.running) return;
    ended.current = performance.now();
    const session = sessions.get(now.id);
    if (!keep || !session) return;
    const { wish, was } = now;
    if (now.what === 'move' && selection.ids.has(now.id)) return together(session, wish, was);
    const at = (minutes: number): string => new Date(plan.start + minutes * minute).toISOString();
    const fields = {
      ...(wish.from === was.from ? {} : { startsAt: at(wish.from) }),
      ...(wish.to === was.to ? {} : { endsAt: at(wish.to) }),
      ...(wish.column === was.column ? {} : { room: plan.columns[wish.column] ?? null }),
    };
    store.edit([{ session: now.id, fields }], now.what === 'move' ? 'move' : 'length');
    const view = store.sheet.view(now.id);
    if (view) announce(words.place(view));
  }

  /** All that is chosen goes as far as the one that is dragged, in time and in rooms; or none of it. */
  function together(session: DraftSession, wish: Drag['wish'], was: Drag['was']): void {
    const sessions = choosing.withOthers(session);
    const step = wish.column - was.column;
    const edits = sessions.flatMap((one) => {
      const room = plan.columns[plan.columns.indexOf(one.room) + step];
      if (step !== 0 && (room === undefined || !plan.columns.includes(one.room))) return [];
      const fields = { ...movedBy(one, wish.from - was.from), ...(step === 0 ? {} : { room: room ?? null }) };
      return [{ session: one.id, fields }];
    });
    if (edits.length < sessions.length) return announce(t('said.noRoomThere'));
    store.edit(edits, 'move');
    choosing.saidOf(sessions, session);
  }

  // While a finger drags, the page must not scroll: only a listener that is not passive may say so.
  useEffect(() => {
    const element = canvas.current;
    const hold = (touch: TouchEvent): void => {
      if (drag.current?.running) touch.preventDefault();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    return () => element?.removeEventListener('touchmove', hold);
  }, [canvas]);

  return {
    /** Whether the click that comes now belongs to a drag. */
    justDragged: () => performance.now() - ended.current < 100,
    handlers: {
      onPointerDown(down: PointerEvent<HTMLDivElement>): void {
        if (down.button !== 0 || !(down.target instanceof Element)) return;
        // With these a click chooses.
        if (down.ctrlKey || down.metaKey || down.shiftKey) return;
        const id = down.target.closest<HTMLElement>('[data-id]')?.dataset['id'];
        const block = plan.blocks.find((one) => one.id === id);
        if (!id || !block || sessions.get(id)?.state === 'removed') return;
        const edge = down.target.closest<HTMLElement>('[data-edge]')?.dataset['edge'];
        const touch = down.pointerType === 'touch';
        const grip = onCanvas(down);
        drag.current = {
          ...{ id, pointer: down.pointerId, running: false, grip, at: grip },
          what: edge === 'start' || edge === 'end' ? edge : 'move',
          was: { from: block.from, to: block.to, column: block.column },
          wish: { from: block.from, to: block.to, column: block.column },
          timer: touch ? setTimeout(begin, holdMs) : undefined,
        };
      },
      onPointerMove(move: PointerEvent<HTMLDivElement>): void {
        const now = drag.current;
        if (!now || now.pointer !== move.pointerId) return;
        now.at = onCanvas(move);
        const far = Math.hypot(now.at.x - now.grip.x, now.at.y - now.grip.y) > slackPixels;
        // A finger that moves before it has rested scrolls.
        if (!now.running && far && now.timer !== undefined) return end(false);
        if (!now.running && far) begin();
        if (now.running) {
          scrollAlong(canvas.current, move);
          draw();
        }
      },
      onPointerUp: () => end(true),
      onPointerCancel: () => end(false),
      onLostPointerCapture: () => end(false),
    },
  };
}

/** Near the edge of what is seen, the grid goes along. */
function scrollAlong(
  canvas: HTMLElement | null,
  { clientX, clientY }: { clientX: number; clientY: number },
): void {
  const scroller = canvas?.closest('.ag-scroller');
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  const near = 40;
  const step = (at: number, low: number, high: number): number =>
    at < low + near ? -12 : at > high - near ? 12 : 0;
  scroller.scrollBy(step(clientX, box.left, box.right), step(clientY, box.top, box.bottom));
}
