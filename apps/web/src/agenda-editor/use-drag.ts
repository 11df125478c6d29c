import type { DraftSession } from '@foyer/contracts';
import { formatTime } from '@foyer/locales';
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import type { DayPlan } from './day-plan.js';
import { EdgeScroll, type Spot } from './edge-scroll.js';
import { useEditor } from './editor-context.js';
import { minute, pixelsPerMinute, snapped, wished, type Held, type Place } from './geometry.js';
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
  what: Held;
  /** The card as it stands, in minutes of the day. */
  was: Place;
  /** Where it was taken, on the canvas. */
  grip: Spot;
  /** Where the pointer is in the window: the canvas may scroll below it. */
  at: Spot;
  /** What the ghost shows. */
  wish: Place;
  running: boolean;
  /** Whether it has gone anywhere since it was taken. */
  moved: boolean;
  /** Of a finger that rests on a card; a mouse needs none. */
  timer: ReturnType<typeof setTimeout> | undefined;
  scroll: EdgeScroll;
}

const holdMs = 350;
/** A hand is never quite still, a finger less than a mouse. */
const slackPixels = { mouse: 4, touch: 10 };

/** Moving and stretching by mouse, pen and (after a long press) finger. */
export function useDrag({ plan, sessions, canvas, ghost }: DragSettings) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const { store, selection, words, announce, open } = useEditor();
  const choosing = useChoosing();
  const drag = useRef<Drag | null>(null);
  const ended = useRef(0);
  /** The finger that leaves now has held a card: what browsers make of its touch for a mouse means nothing more. */
  const heldByFinger = useRef(false);

  function onCanvas({ x, y }: Spot): Spot {
    const box = canvas.current?.getBoundingClientRect();
    return { x: x - (box?.left ?? 0), y: y - (box?.top ?? 0) };
  }

  function draw(): void {
    const now = drag.current;
    const box = ghost.current;
    const width = canvas.current?.clientWidth ?? 1;
    if (!now?.running || !box) return;
    const at = onCanvas(now.at);
    const by = snapped((at.y - now.grip.y) / pixelsPerMinute);
    const columns = plan.columns.length;
    const column = Math.min(columns - 1, Math.max(0, Math.floor((at.x / width) * columns)));
    const wish = wished(now.was, now.what, by, column);
    now.wish = wish;
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
    now.scroll.stop();
    if (ghost.current) ghost.current.hidden = true;
    cardOf(now.id)?.removeAttribute('data-dragged');
    if (!now.running) return;
    ended.current = performance.now();
    heldByFinger.current = now.timer !== undefined;
    const session = sessions.get(now.id);
    if (!keep || !session) return;
    // A slow tap is a tap.
    if (!now.moved) return open({ what: 'session', id: now.id });
    const { wish, was } = now;
    if (now.what === 'move' && selection.ids.has(now.id)) return together(session, wish, was);
    const at = (minutes: number): string => new Date(plan.start + minutes * minute).toISOString();
    const fields = {
      ...(wish.from === was.from ? {} : { startsAt: at(wish.from) }),
      ...(wish.to === was.to ? {} : { endsAt: at(wish.to) }),
      ...(wish.column === was.column ? {} : { room: plan.columns[wish.column] ?? null }),
    };
    const moved = store.edit([{ session: now.id, fields }], now.what === 'move' ? 'move' : 'length');
    const view = store.sheet.view(now.id);
    if (moved && view) announce(words.place(view));
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

  useEffect(() => {
    const element = canvas.current;
    // While a finger drags, the page must not scroll: only a listener that is not passive may say so.
    const hold = (touch: TouchEvent): void => {
      if (drag.current?.running) touch.preventDefault();
    };
    const leave = (touch: TouchEvent): void => {
      if (heldByFinger.current) touch.preventDefault();
    };
    element?.addEventListener('touchmove', hold, { passive: false });
    element?.addEventListener('touchend', leave, { passive: false });
    return () => {
      element?.removeEventListener('touchmove', hold);
      element?.removeEventListener('touchend', leave);
    };
  }, [canvas]);
  useEffect(() => {
    const escape = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape' || !drag.current?.running) return;
      key.preventDefault();
      end(false);
    };
    window.addEventListener('keydown', escape, true);
    return () => window.removeEventListener('keydown', escape, true);
  });

  /** Whether the pointer is the one that holds the card. */
  const holds = ({ pointerId }: PointerEvent): boolean => drag.current?.pointer === pointerId;
  return {
    /** Whether the click that comes now belongs to a drag. */
    justDragged: () => performance.now() - ended.current < 100,
    handlers: {
      onPointerDown(down: PointerEvent<HTMLDivElement>): void {
        heldByFinger.current = false;
        // A second finger means something else: what the first one held goes back.
        if (drag.current) return end(false);
        if (down.button !== 0 || !down.isPrimary || !(down.target instanceof Element)) return;
        // With these a click chooses.
        if (down.ctrlKey || down.metaKey || down.shiftKey) return;
        const id = down.target.closest<HTMLElement>('[data-id]')?.dataset['id'];
        const block = plan.blocks.find((one) => one.id === id);
        if (!id || !block || sessions.get(id)?.state === 'removed') return;
        const edge = down.target.closest<HTMLElement>('[data-edge]')?.dataset['edge'];
        const at = { x: down.clientX, y: down.clientY };
        const { from, to, column } = block;
        drag.current = {
          ...{ id, pointer: down.pointerId, running: false, moved: false, grip: onCanvas(at), at },
          what: edge === 'start' || edge === 'end' ? edge : 'move',
          was: { from, to, column },
          wish: { from, to, column },
          timer: down.pointerType === 'touch' ? setTimeout(begin, holdMs) : undefined,
          scroll: new EdgeScroll(down.currentTarget, at, () => draw()),
        };
      },
      onPointerMove(move: PointerEvent<HTMLDivElement>): void {
        const now = drag.current;
        if (!now || !holds(move)) return;
        const grip = onCanvas({ x: move.clientX, y: move.clientY });
        const slack = slackPixels[now.timer === undefined ? 'mouse' : 'touch'];
        const far = Math.hypot(grip.x - now.grip.x, grip.y - now.grip.y) > slack;
        now.at = { x: move.clientX, y: move.clientY };
        // A finger that moves before it has rested scrolls.
        if (!now.running && far && now.timer !== undefined) return end(false);
        if (!now.running && far) begin();
        if (!now.running) return;
        now.moved ||= far;
        now.scroll.follow(now.at);
        draw();
      },
      onPointerUp(up: PointerEvent<HTMLDivElement>): void {
        if (holds(up)) end(true);
      },
      onPointerCancel(cancel: PointerEvent<HTMLDivElement>): void {
        if (holds(cancel)) end(false);
      },
      onLostPointerCapture(lost: PointerEvent<HTMLDivElement>): void {
        // A finger is captured by the card that it touches; when the canvas takes it over, the card's loss arrives here.
        if (holds(lost) && lost.target === lost.currentTarget) end(false);
      },
      onContextMenu(menu: { preventDefault: () => void }): void {
        // Some systems offer a menu after a long press, which would take the finger away.
        if (drag.current?.timer !== undefined) menu.preventDefault();
      },
    },
  };
}
