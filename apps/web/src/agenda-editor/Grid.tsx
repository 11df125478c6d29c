import { Text, VisuallyHidden } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { formatDay, formatTime } from '@foyer/locales';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage } from '../ui/use-reader.js';
import { between } from './bulk.js';
import { Card } from './Card.js';
import { useEditor } from './editor-context.js';
import { linesOf, minute, pixelsPerMinute, shortest, snapped } from './geometry.js';
import type { DayPlan } from './day-plan.js';
import { RoomHead } from './RoomHead.js';
import { useChoosing } from './use-choosing.js';
import { useDrag } from './use-drag.js';
import { useGridKeys } from './use-grid-keys.js';

interface GridProps {
  plan: DayPlan;
  sessions: ReadonlyMap<string, DraftSession>;
  /** The card that the tab key reaches. */
  active: string | null;
  onActive: (id: string | null) => void;
  /** Rises where the focus is to go to the active card. */
  focusing: number;
  onDay: (step: 1 | -1) => void;
}

/** A day by room and time: cards to drag, to stretch and to move by keys. */
export function Grid({ plan, sessions, active, onActive, focusing, onDay }: GridProps) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const language = useLanguage();
  const { stage, words, counts, snapshot, selection, open } = useEditor();
  const choosing = useChoosing();
  const canvas = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const { columns, hours, start } = plan;
  const tracks = useMemo(() => new Map(stage.tracks.map((track) => [track.id, track])), [stage.tracks]);
  const tabbable = plan.blocks.some(({ id }) => id === active) ? active : (plan.blocks[0]?.id ?? null);
  const onKeyDown = useGridKeys({ plan, sessions, active: tabbable, onActive, onDay });
  const drag = useDrag({ plan, sessions, canvas, ghost });

  // A card keeps the focus when it moves; the list's order in the page may take it away for a moment.
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    if (hadFocus.current && tabbable && document.activeElement === document.body)
      focusOn(canvas.current, tabbable);
  });
  useLayoutEffect(() => {
    if (focusing > 0 && tabbable) focusOn(canvas.current, tabbable);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when it is asked for, not whenever another card is active
  }, [focusing]);

  const step = 100 / columns.length;
  return (
    // A scrolled region that holds no focus itself still has to be reached by keys: its cards are.
    <div className="ag-scroller">
      <div className="ag-grid" style={{ minInlineSize: 64 + columns.length * 176 }}>
        <div className="ag-head">
          <div className="ag-corner" />
          {columns.map((id) => (
            <RoomHead key={id ?? ''} room={stage.rooms.find((room) => room.id === id)} />
          ))}
        </div>
        <div className="ag-body" style={{ blockSize: (hours.to - hours.from) * pixelsPerMinute }}>
          <div className="ag-axis" aria-hidden>
            {linesOf(hours).map((line, index) => (
              <Text
                key={line}
                component="span"
                size="sm"
                className="ag-hour tabular"
                data-half={index % 2 === 1 || undefined}
                style={{ insetBlockStart: (line - hours.from) * pixelsPerMinute }}
              >
                {formatTime(start + line * minute, event.timeZone)}
              </Text>
            ))}
          </div>
          <VisuallyHidden id="ag-hint">{t('grid.hint')}</VisuallyHidden>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application: every key is its own here, and said in its help */}
          <div
            ref={canvas}
            className="ag-canvas"
            style={{ backgroundSize: `100% ${60 * pixelsPerMinute}px` }}
            role="application"
            aria-label={t('grid.label', {
              day: formatDay(start, { language, timeZone: event.timeZone }, 'full'),
            })}
            aria-describedby="ag-hint"
            tabIndex={tabbable ? -1 : 0}
            onKeyDown={onKeyDown}
            // Space chooses on its way down; on its way up it would press the card, too.
            onKeyUp={(key) => key.key === ' ' && key.preventDefault()}
            onFocus={(focus) => {
              hadFocus.current = true;
              const id = idOf(focus.target);
              if (id && id !== active) onActive(id);
            }}
            onBlur={(blur) => {
              // A card that is taken away or put elsewhere loses it without another having it.
              if (blur.relatedTarget) hadFocus.current = false;
            }}
            onClick={(click) => {
              const id = idOf(click.target);
              if (!id || drag.justDragged()) return;
              if (click.ctrlKey || click.metaKey) choosing.toggle(id);
              else if (click.shiftKey) {
                const from = selection.anchor ?? active ?? id;
                choosing.choose(between(plan.blocks, from, id), from);
              } else open({ what: 'session', id });
            }}
            onDoubleClick={(click) => {
              if (idOf(click.target)) return;
              const box = click.currentTarget.getBoundingClientRect();
              const at = hours.from + (click.clientY - box.top) / pixelsPerMinute;
              const column = Math.floor(((click.clientX - box.left) / box.width) * columns.length);
              const startsAt = new Date(start + snapped(at - 2) * minute).toISOString();
              open({ what: 'new', startsAt, room: columns[column] ?? null });
            }}
            {...drag.handlers}
          >
            {columns.map((id, index) => (
              <div key={id ?? ''} className="ag-column" style={{ insetInlineStart: `${index * step}%` }} />
            ))}
            <div className="ag-cards" style={{ insetBlockStart: -hours.from * pixelsPerMinute }}>
              {plan.blocks.map(({ id, column, from, to }) => {
                const session = sessions.get(id);
                const lane = plan.lanes.get(id);
                if (!session || !lane) return null;
                const track = session.track ? tracks.get(session.track) : undefined;
                return (
                  <Card
                    key={id}
                    session={session}
                    people={words.people(session).join(', ')}
                    room={words.room(session.room)}
                    track={words.track(session.track)}
                    colour={track?.colour ?? null}
                    conflicts={counts.get(id) ?? 0}
                    fresh={snapshot.fresh.has(id)}
                    held={snapshot.waiting.has(id)}
                    selected={selection.ids.has(id)}
                    tabbable={id === tabbable}
                    top={from * pixelsPerMinute}
                    height={Math.max(to - from, shortest) * pixelsPerMinute}
                    left={column * step + (lane.lane * step) / lane.lanes}
                    width={step / lane.lanes}
                  />
                );
              })}
              <div ref={ghost} className="ag-ghost" hidden />
            </div>
            {plan.blocks.length === 0 && <Text className="ag-none">{t('empty.day')}</Text>}
          </div>
        </div>
      </div>
    </div>
  );
}

function idOf(target: EventTarget): string | null {
  return (target instanceof Element && target.closest<HTMLElement>('[data-id]')?.dataset['id']) || null;
}

function focusOn(canvas: HTMLElement | null, id: string): void {
  canvas?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
}
