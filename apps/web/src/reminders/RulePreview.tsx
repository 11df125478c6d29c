import { Text } from '@mantine/core';
import { standardRules, type ReminderRule } from '@foyer/contracts';
import { formatDayTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage } from '../ui/use-reader.js';

const ofWholeEvent: readonly ReminderRule['kind'][] = ['event-day', 'event-hour', 'profile', 'feedback'];

/** In words: what goes when, by the event's clock, and to how many people. */
export function RulePreview({ rule }: { rule: ReminderRule }) {
  const { t } = useTranslation('reminders');
  const { event } = useEvent();
  const language = useLanguage();
  const now = useNow(event, 30_000);
  const { kind, enabled, leadMinutes, next, people } = rule;
  const { after = false, urgent = false } = standardRules[kind];
  const whole = ofWholeEvent.includes(kind);
  // While nobody has registered, nobody is to be told; when they would be is known all the same.
  const from = next ?? (whole ? (after ? event.endsAt : event.startsAt) : null);
  const lines: string[] = [];
  if (!enabled) lines.push(t('rules.off'));
  else if (from === null) lines.push(t('rules.nothing'));
  else {
    const at = Date.parse(from) + leadMinutes * 60_000 * (after ? 1 : -1);
    if (whole && at <= now) lines.push(t('rules.passed'));
    else {
      const when = formatDayTime(at, { language, timeZone: event.timeZone });
      // Of what has no one time, the next may be due already.
      if (at > now) lines.push(t(whole ? 'rules.goes' : 'rules.next', { when }));
      const count = { count: people };
      lines.push(kind === 'feedback' ? t('rules.most', count) : t('rules.people', count));
      if (!urgent) lines.push(t('rules.quiet'));
    }
  }
  return (
    <Text role="status" size="sm" c="dimmed" className="tabular">
      {lines.map((line) => (
        <span key={line} className="rule-line">
          {line}
        </span>
      ))}
    </Text>
  );
}
