import { Group, Stack, Text } from '@mantine/core';
import { isOfNobody, RoomRules, type LogEntry, type LogStep } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { useLocalised } from '../ui/use-reader.js';
import { useReason } from './use-reason.js';

interface LogLineProps {
  entry: LogEntry;
  /** What the step undid, where that is known. */
  undone: LogStep | undefined;
}

/** One step: who, what, when, with which words and why. */
export function LogLine({ entry, undone }: LogLineProps) {
  const { t } = useTranslation(['interactions', 'polls', 'questionTools']);
  const { event } = useEvent();
  const reason = useReason()(entry);
  const { actor, step, at, rules, question, other, before, tags, poll, announcement, answer } = entry;
  const said = (one: NonNullable<LogEntry['question']>): string =>
    one.text ?? t('log.noWords', { number: one.id });
  const say = useLocalised(event.languages[0]);
  const words = poll
    ? (poll.question ?? t('polls:poll.sessionRating'))
    : announcement
      ? say(announcement.texts)
      : question && said(question);
  const ofNobody = isOfNobody(step, actor !== null);
  const ruleOf = (value: boolean | number | null | undefined): string | number =>
    typeof value === 'boolean' ? t(value ? 'value.yes' : 'value.no') : (value ?? '–');
  // What a step has changed of the words; the rest of what was before is in the export.
  const old = before?.text !== question?.text ? before?.text : null;
  return (
    <Stack component="li" gap={4} className="log-line">
      <Group gap="xs" justify="space-between" align="baseline">
        <Text fw={600} className="log-words">
          {t(`step.${step}`)}
        </Text>
        <Text size="sm" c="dimmed" component="div" ta={{ base: 'left', sm: 'right' }}>
          {ofNobody ? '' : `${actor?.name || t('value.gone')} · `}
          <EventTime start={at} timeZone={event.timeZone} mode="clock" size="sm" span />
        </Text>
      </Group>
      {words !== null && (
        <Text className="log-words" c={question && question.text === null ? 'dimmed' : undefined}>
          {words}
        </Text>
      )}
      {answer !== null && <Text className="log-words">{t('log.answer', { text: answer })}</Text>}
      {old && (
        <Text size="sm" c="dimmed" className="log-words">
          {t('log.before', { text: old })}
        </Text>
      )}
      {other && (
        <Text size="sm" c="dimmed" className="log-words">
          {t('log.with', { text: said(other) })}
        </Text>
      )}
      {tags !== null && (
        <Text size="sm" className="log-words">
          {tags.length > 0
            ? t('questionTools:log.tags', { tags: tags.join(', ') })
            : t('questionTools:log.noTags')}
        </Text>
      )}
      {rules &&
        RoomRules.keyof().options.map(
          (key) =>
            rules.after[key] !== undefined && (
              <Text key={key} size="sm" className="log-words">
                {t(`rule.${key}`)}: {ruleOf(rules.before[key])} → {ruleOf(rules.after[key])}
              </Text>
            ),
        )}
      {reason !== null && (
        <Text size="sm" className="log-words">
          {t('log.reason', { reason })}
        </Text>
      )}
      {undone && (
        <Text size="sm" c="dimmed">
          {t('log.undoes', { step: t(`step.${undone}`) })}
        </Text>
      )}
    </Stack>
  );
}
