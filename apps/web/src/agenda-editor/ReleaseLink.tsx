import { Button, Text } from '@mantine/core';
import type { DraftSession } from '@foyer/contracts';
import { IconCheck, IconRocket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { hasPage } from '../pages.js';

/** How much of the draft is not released yet, and the way to its release. */
export function ReleaseLink({ sessions }: { sessions: ReadonlyMap<string, DraftSession> }) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const count = [...sessions.values()].filter(({ state }) => state !== 'released').length;
  const text = count > 0 ? t('release.count', { count }) : t('release.none');
  if (!hasPage('/e/:event/manage/release')) return <Text fw={600}>{text}</Text>;
  return (
    <Button
      component={Link}
      to={`/e/${event.slug}/manage/release`}
      variant={count > 0 ? 'filled' : 'default'}
      leftSection={count > 0 ? <IconRocket size={20} aria-hidden /> : <IconCheck size={20} aria-hidden />}
      aria-label={`${text}. ${t('release.link')}`}
    >
      {text}
    </Button>
  );
}
