import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { ListedAnnouncement } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { EventTime } from '../ui/EventTime.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { stands } from './use-standing.js';

interface AnnouncementLineProps {
  one: ListedAnnouncement;
  /** Whether the reader may take it away. */
  mayEnd: boolean;
  /** The event's time. */
  now: number;
}

/** One announcement at the desk: its words, who made it and when, until when it stands, or how it ended. */
export function AnnouncementLine({ one, mayEnd, now }: AnnouncementLineProps) {
  const { t } = useTranslation(['signs', 'interactions']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const problemText = useProblemText();
  const withdraw = useAction('withdrawAnnouncement', { stale: ['listAnnouncements'] });
  const nameOf = (who: ListedAnnouncement['by']) => who?.name || t('interactions:value.gone');
  const end = one.ended?.at ?? one.until;
  const ended = one.ended ?? (stands(one, now) ? null : { how: 'over' as const, by: null });
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm">
      <Stack gap={4} flex="1 1 240px">
        {one.session === null && (
          <Badge variant="outline" color="gray" className="wrapping-badge">
            {t('announcement.event')}
          </Badge>
        )}
        <Text className="question-text" lang={languageOf(one.texts, language, event.languages[0])}>
          {say(one.texts)}
        </Text>
        {one.link !== null && (
          <Anchor size="sm" href={one.link} target="_blank" rel="noopener noreferrer nofollow">
            {t('announcement.link', { host: new URL(one.link).host })}
          </Anchor>
        )}
        <Text size="sm" c="dimmed" component="div">
          {nameOf(one.by)}
          {ended && <> · {t(`announcement.desk.end.${ended.how}`, { name: nameOf(ended.by) })}</>} ·{' '}
          <EventTime
            start={one.at}
            {...(end === null ? {} : { end })}
            timeZone={event.timeZone}
            mode="clock"
            size="sm"
            span
          />
        </Text>
      </Stack>
      {mayEnd && (
        <Button
          variant="default"
          loading={withdraw.isPending}
          leftSection={<IconX size={20} aria-hidden />}
          onClick={() =>
            withdraw.mutate(
              { params: { event: event.slug, announcement: one.id } },
              { onError: (error) => notifyProblem(problemText(error)) },
            )
          }
        >
          {t('announcement.desk.withdraw')}
        </Button>
      )}
    </Group>
  );
}
