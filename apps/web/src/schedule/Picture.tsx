import { Stack, Text, TextInput, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { dayKey, formatTime, formatRange, sameWallTime, zoneCity } from '@foyer/locales';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useReader } from '../ui/use-reader.js';
import { drawPicture, type PictureLayout } from './draw-picture.js';
import { Legend } from './Legend.js';
import type { PictureModel } from './picture-model.js';

/** As high as the picture gets before it scrolls. */
const highest = 460;
const head = 28;
/** More rows than these are drawn without names, so that the whole can be seen. */
const mostNamed = 80;

interface PictureProps {
  model: PictureModel;
  /** Names of a meeting's other people, for somebody. */
  whoWith: (meeting: number, person: number) => string;
  onChoose: (person: number) => void;
}

/** People and times at a glance; pointed at or gone through by keys, each cell says what it is. */
export function Picture({ model, whoWith, onChoose }: PictureProps) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const reader = useReader();
  const scheme = useComputedColorScheme('light');
  const { ref: box, width: room } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [top, setTop] = useState(0);
  const [cursor, setCursor] = useState<{ row: number; column: number } | null>(null);
  const words = search.trim().toLowerCase();
  const rows = model.order.filter((person) => {
    const { name = '', organisation = '' } = model.people[person] ?? {};
    return words === '' || `${name} ${organisation}`.toLowerCase().includes(words);
  });
  const layout = layoutOf(model.columns.length, rows, room, top);
  const heads = headsOf(model, layout.cell.width, reader.timeZone);
  const cursorKey = cursor && `${cursor.row} ${cursor.column}`;
  useEffect(() => {
    if (canvas.current && layout.width > 0) drawPicture(canvas.current, model, layout, heads, cursor);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the layout and heads follow from these
  }, [model, words, room, top, cursorKey, scheme, reader.timeZone]);

  const cellAt = (pointer: PointerEvent<HTMLCanvasElement>) => {
    const bounds = pointer.currentTarget.getBoundingClientRect();
    const column = Math.floor((pointer.clientX - bounds.left - layout.names) / layout.cell.width);
    const row = Math.floor((pointer.clientY - bounds.top - head + top) / layout.cell.height);
    const inside = row >= 0 && row < rows.length && pointer.clientY - bounds.top >= head;
    return inside ? { row, column: Math.max(0, Math.min(column, model.columns.length - 1)) } : null;
  };
  const choose = (row: number) => {
    const person = rows[row];
    if (person !== undefined) onChoose(person);
  };
  const press = (key: KeyboardEvent) => {
    const now = cursor ?? { row: 0, column: 0 };
    const page = Math.max(1, Math.floor((layout.height - head) / layout.cell.height));
    const steps: Record<string, [row: number, column: number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-page, 0],
      PageDown: [page, 0],
      Home: [0, -model.columns.length],
      End: [0, model.columns.length],
    };
    if (key.key === 'Enter' || key.key === ' ') {
      key.preventDefault();
      choose(now.row);
      return;
    }
    const step = steps[key.key];
    if (!step) return;
    key.preventDefault();
    const row = Math.max(0, Math.min(rows.length - 1, now.row + step[0]));
    setCursor({ row, column: Math.max(0, Math.min(model.columns.length - 1, now.column + step[1])) });
    const [above, below] = [row * layout.cell.height, (row + 1) * layout.cell.height + head];
    const to = above < top ? above : below > top + layout.height ? below - layout.height : top;
    if (to !== top) scroller.current?.scrollTo({ top: to });
  };

  const person = cursor ? rows[cursor.row] : undefined;
  const said = () => {
    const column = cursor && model.columns[cursor.column];
    if (!cursor || person === undefined || !column) return t('picture.choose');
    const meeting = model.meetingAt(person, cursor.column);
    const state = t(`picture.${model.stateOf(person, cursor.column)}`);
    const who = meeting < 0 ? state : `${state} ${t('picture.with', { name: whoWith(meeting, person) })}`;
    return `${model.people[person]?.name ?? ''} · ${formatRange(column.startsAt, column.endsAt, reader)} · ${who}`;
  };
  const start = model.columns[0]?.startsAt;
  const [mine, there] = [reader.timeZone, event.timeZone].map((zone) => zoneCity(zone, reader.language));
  const same = start === undefined || sameWallTime(start, reader.timeZone, event.timeZone);
  return (
    <Stack gap="sm">
      {model.people.length > 12 && (
        <TextInput
          type="search"
          maw={420}
          label={t('picture.find')}
          leftSection={<IconSearch size={18} aria-hidden />}
          maxLength={120}
          value={search}
          onChange={(change) => {
            setSearch(change.currentTarget.value);
            setCursor(null);
          }}
        />
      )}
      <Text size="sm" c="dimmed">
        {same ? t('picture.zone', { city: mine }) : t('picture.zones', { city: mine, eventCity: there })}
      </Text>
      {rows.length === 0 && <Text role="status">{t('picture.nobody')}</Text>}
      <div ref={box}>
        <div
          ref={scroller}
          className="schedule-picture"
          onScroll={(scrolled) => setTop(scrolled.currentTarget.scrollTop)}
          style={{ maxBlockSize: highest }}
        >
          <div style={{ blockSize: head + rows.length * layout.cell.height, inlineSize: layout.width }}>
            <canvas
              ref={canvas}
              // oxlint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- it takes the arrow keys itself, which screen readers pass on to applications alone
              role="application"
              tabIndex={0}
              aria-label={t('picture.label', {
                people: rows.length,
                columns: model.columns.length,
                placed: model.placed,
              })}
              aria-describedby="schedule-cell schedule-keys"
              style={{ inlineSize: layout.width, blockSize: layout.height }}
              onKeyDown={press}
              onFocus={() => setCursor((known) => known ?? { row: 0, column: 0 })}
              onPointerMove={(pointer) => setCursor(cellAt(pointer) ?? cursor)}
              onClick={() => cursor && choose(cursor.row)}
            />
          </div>
        </div>
      </div>
      <Text id="schedule-cell" aria-live="polite" fw={600} className="schedule-said">
        {said()}
      </Text>
      <Text id="schedule-keys" size="sm" c="dimmed">
        {t('picture.keys')}
      </Text>
      <Legend />
    </Stack>
  );
}

function layoutOf(columns: number, rows: readonly number[], room: number, top: number): PictureLayout {
  const named = rows.length <= mostNamed;
  const names = named ? Math.min(200, Math.max(96, room * 0.26)) : 0;
  const width = Math.max(8, Math.min(56, Math.floor((room - names) / Math.max(1, columns))));
  const whole = Math.floor((highest - head) / Math.max(1, rows.length));
  const height = named ? 26 : Math.max(2, Math.min(20, whole));
  return {
    ...{ rows, names, head, top },
    cell: { width, height },
    width: room > 0 ? names + width * columns : 0,
    height: Math.min(highest, head + rows.length * height),
  };
}

/** Times above columns, as many as there is room for; a day's first one always. */
function headsOf({ columns }: PictureModel, width: number, timeZone: string): string[] {
  const every = Math.max(1, Math.ceil(46 / width));
  let since = 0;
  return columns.map(({ startsAt }, i) => {
    const before = columns[i - 1];
    const newDay = !before || dayKey(before.startsAt, timeZone) !== dayKey(startsAt, timeZone);
    since = newDay ? 0 : since + 1;
    return since % every === 0 ? formatTime(startsAt, timeZone) : '';
  });
}
