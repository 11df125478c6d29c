import { VisuallyHidden } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { formatTime, languageOf } from '@foyer/locales';
import { IconAlertTriangle, IconCheck, IconPencil, IconSparkles, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { kindIcons } from '../events/kind-icons.js';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

export const stateIcons = { new: IconSparkles, changed: IconPencil, removed: IconTrash } as const;

interface CardProps {
  session: DraftSession;
  people: string;
  room: string;
  track: string | null;
  colour: string | null;
  conflicts: number;
  fresh: boolean;
  held: boolean;
  selected: boolean;
  tabbable: boolean;
  /** In pixels from the grid's corner, and in hundredths of its width. */
  top: number;
  height: number;
  left: number;
  width: number;
}

/** A card lower than this has room for one line. */
const twoLines = 50;

/** One session in the grid. Moving one draws no other: nothing here but what it shows itself. */
export const Card = memo(function Card(props: CardProps) {
  const { session, people, room, track, colour, conflicts, fresh, held, selected, tabbable } = props;
  const { t } = useTranslation(['editor', 'event']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const from = formatTime(session.startsAt, event.timeZone);
  const to = formatTime(session.endsAt, event.timeZone);
  const title = say(session.title);
  const kind = t(`event:kind.${session.kind}`);
  const state = session.state === 'released' ? null : t(`state.${session.state}`);
  const conflict = conflicts > 0 ? t('state.conflicts', { count: conflicts }) : null;
  const Kind = kindIcons[session.kind];
  const State = session.state === 'released' ? null : stateIcons[session.state];
  const rest = [selected ? t('state.selected') : null, room, kind, held ? t('state.unsaved') : null];
  const all = [title, `${from}–${to}`, state, conflict, people, track, ...rest];
  return (
    <button
      type="button"
      className="ag-card"
      data-id={session.id}
      data-state={session.state}
      data-kind={session.kind}
      data-fresh={fresh || undefined}
      data-held={held || undefined}
      data-selected={selected || undefined}
      data-small={props.height < twoLines || undefined}
      tabIndex={tabbable ? 0 : -1}
      title={all.filter(Boolean).join('\n')}
      style={{
        insetBlockStart: props.top,
        blockSize: props.height - 2,
        insetInlineStart: `${props.left}%`,
        inlineSize: `calc(${props.width}% - 4px)`,
        borderInlineStartColor: colour ?? undefined,
      }}
    >
      <span className="ag-edge" data-edge="start" />
      <span className="ag-card-text">
        <span className="ag-card-title">
          {selected && <IconCheck size={15} stroke={3} aria-hidden />}
          <Kind size={15} aria-hidden />
          {State && <State size={15} aria-hidden className="ag-state" />}
          {conflict && <IconAlertTriangle size={15} aria-hidden className="ag-conflict" />}
          <span lang={languageOf(session.title, language, event.languages[0])}>{title}</span>
        </span>
        <span className="ag-card-line tabular">
          {from}–{to}
          {state && ` · ${state}`}
          {conflict && <span className="ag-conflict"> · {conflict}</span>}
        </span>
        {(people || track) && (
          <span className="ag-card-line">{[people, track].filter(Boolean).join(' · ')}</span>
        )}
      </span>
      <VisuallyHidden>{rest.filter(Boolean).join(', ')}</VisuallyHidden>
      <span className="ag-edge" data-edge="end" />
    </button>
  );
});
