import type { Session } from '@foyer/contracts';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconHourglassLow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { endOf } from '../running/end-of.js';
import type { Running } from '../running/use-running.js';
import { useNow } from '../ui/use-now.js';

const lastMs = 5 * 60_000;
const icons = {
  before: IconClock,
  left: IconClock,
  last: IconHourglassLow,
  over: IconAlertTriangle,
  ended: IconCircleCheck,
};
type Phase = keyof typeof icons;

/** What is left of a session. Its last minutes and overrunning have another frame and other words, not only a colour. */
export function SpeakerClock({ session, running }: { session: Session; running: Running }) {
  const { t } = useTranslation('speakerView');
  const { event } = useEvent();
  const now = useNow(event);
  const times = running.times.get(session.id);
  const end = endOf(session, running);
  const start = times?.start ?? Date.parse(session.startsAt);
  const phase = phaseOf(times, now, end);
  const span = phase === 'before' ? start - now : end - now;
  const Icon = icons[phase];
  return (
    <p className="speaker-clock" data-phase={phase} role="timer">
      {phase !== 'ended' && (
        <span className="speaker-figures tabular">
          {phase === 'over' && '+'}
          {figures(span)}
        </span>
      )}
      <span className="speaker-word">
        <Icon aria-hidden /> {t(`clock.${phase}`)}
      </span>
    </p>
  );
}

function phaseOf(times: { state: string; goingOn: boolean } | undefined, now: number, end: number): Phase {
  if (times?.goingOn) return now >= end ? 'over' : end - now <= lastMs ? 'last' : 'left';
  return times?.state === 'waiting' && end > now ? 'before' : 'ended';
}

/** `12:34`, `1:02:03`. */
function figures(span: number): string {
  const seconds = Math.floor(Math.abs(span) / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
