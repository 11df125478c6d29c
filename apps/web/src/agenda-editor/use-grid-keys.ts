import type { DraftSession } from '@foyer/contracts';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayPlan } from './day-plan.js';
import { useEditor } from './editor-context.js';
import { edgeCard, lengthened, movedBy, neighbour, roomBeside, type Direction } from './moves.js';
import { between } from './bulk.js';
import { useChoosing } from './use-choosing.js';
import { useDeeds } from './use-deeds.js';

interface GridKeys {
  plan: DayPlan;
  sessions: ReadonlyMap<string, DraftSession>;
  active: string | null;
  onActive: (id: string | null) => void;
  onDay: (step: 1 | -1) => void;
}

const arrows: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Everything that the grid does, by keys; letters by their place, so that they work in every layout. */
export function useGridKeys({ plan, sessions, active, onActive, onDay }: GridKeys) {
  const { t } = useTranslation('editor');
  const { store, selection, open, announce, show } = useEditor();
  const deeds = useDeeds();
  const choosing = useChoosing();

  function go(id: string | null): void {
    if (id) show(id);
  }
  function change(session: DraftSession, key: KeyboardEvent, direction: Direction): void {
    const sessions = choosing.withOthers(session);
    const vertical = direction === 'up' || direction === 'down';
    const sign = direction === 'down' || direction === 'right' ? 1 : -1;
    if (vertical) {
      const minutes = sign * (key.shiftKey ? 30 : 5);
      store.edit(
        sessions.map((one) => ({ session: one.id, fields: movedBy(one, minutes) })),
        'move',
      );
    } else if (key.shiftKey) return stretch(session, sign * 5);
    else {
      const moved = sessions.flatMap((one) => {
        const room = roomBeside(plan.columns, one.room, sign);
        return room === undefined ? [] : [{ session: one.id, fields: { room } }];
      });
      // All of them, or none.
      if (moved.length < sessions.length) return announce(t('said.noRoomThere'));
      store.edit(moved, 'room');
    }
    choosing.saidOf(sessions, session);
  }
  function extend(session: DraftSession, arrow: Direction): void {
    const next = neighbour(plan.blocks, session.id, arrow);
    if (!next) return;
    const anchor = selection.anchor ?? session.id;
    choosing.choose(between(plan.blocks, anchor, next), anchor);
    go(next);
  }
  function stretch(session: DraftSession, minutes: number): void {
    const sessions = choosing.withOthers(session);
    store.edit(
      sessions.flatMap((one) => {
        const fields = lengthened(one, minutes);
        return fields ? [{ session: one.id, fields }] : [];
      }),
      'length',
    );
    choosing.saidOf(sessions, session);
  }

  return function onKeyDown(key: KeyboardEvent): void {
    const session = active === null ? undefined : sessions.get(active);
    // What is taken out stays where it is until it is brought back.
    const movable = session && session.state !== 'removed' ? session : undefined;
    const arrow = arrows[key.key];
    const command = key.ctrlKey || key.metaKey;
    const act = (what: () => void): void => {
      key.preventDefault();
      what();
    };
    if (arrow && !command) {
      act(() => {
        if (!session) return;
        if (!key.altKey && key.shiftKey) extend(session, arrow);
        else if (!key.altKey) go(neighbour(plan.blocks, session.id, arrow));
        else if (movable) change(movable, key, arrow);
      });
    } else if (command || key.altKey) return;
    else if (key.key === 'Home') act(() => go(edgeCard(plan.blocks, 'first')));
    else if (key.key === 'End') act(() => go(edgeCard(plan.blocks, 'last')));
    else if (key.key === 'PageUp') act(() => onDay(-1));
    else if (key.key === 'PageDown') act(() => onDay(1));
    else if (key.key === '+' || key.key === '=') act(() => movable && stretch(movable, 5));
    else if (key.key === '-') act(() => movable && stretch(movable, -5));
    else if (key.key === 'Delete' || key.key === 'Backspace') {
      act(() => {
        if (!movable) return;
        const sessions = choosing.withOthers(movable);
        if (sessions.length !== 1) {
          if (sessions.length > 0) deeds.remove(...sessions);
          return;
        }
        const next = neighbour(plan.blocks, movable.id, 'down') ?? neighbour(plan.blocks, movable.id, 'up');
        if (!deeds.remove(movable)) return;
        if (movable.state === 'new') onActive(next);
        go(movable.state === 'new' ? next : movable.id);
      });
    } else if (key.key === ' ') act(() => movable && choosing.toggle(movable.id));
    else if (key.code === 'KeyM' && !key.shiftKey && selection.ids.size === 0) {
      act(() => movable && open({ what: 'move', id: movable.id }));
    } else if (key.code === 'KeyN' && !key.shiftKey) {
      act(() =>
        open({
          what: 'new',
          startsAt: session?.endsAt ?? new Date(plan.start + (plan.hours.from + 30) * 60_000).toISOString(),
          room: session ? session.room : (plan.columns[0] ?? null),
        }),
      );
    } else if (key.code === 'KeyU') act(() => (key.shiftKey ? deeds.redo() : deeds.undo()));
  };
}
