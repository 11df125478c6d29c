import { Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { EventTime } from '../ui/EventTime.js';
import { useDeedWords } from './use-deed-words.js';
import type { Deed } from './use-audit-log.js';

/** One deed: what, about whom, by whom, when and with which program. */
export function DeedLine({ deed }: { deed: Deed }) {
  const { t } = useTranslation('audit');
  const { event } = useEvent();
  const words = useDeedWords();
  const client = words.client(deed);
  return (
    <Stack component="li" gap={4} className="log-line">
      <Group gap="xs" justify="space-between" align="baseline">
        <Text fw={600} className="log-words">
          {words.what(deed)}
          {deed.subject !== null && (
            <Text span fw={400}>
              {' · '}
              {deed.subject}
            </Text>
          )}
        </Text>
        <Text size="sm" c="dimmed" component="div" ta={{ base: 'left', sm: 'right' }}>
          {words.who(deed)}
          {' · '}
          <EventTime start={deed.at} timeZone={event.timeZone} mode="clock" size="sm" span />
        </Text>
      </Group>
      <Text size="sm" c="dimmed" component="div" className="log-words">
        {t(`areas.${deed.area}`)}
        {words.isPlain(deed) && (
          <>
            {' · '}
            <Code>{deed.action}</Code>
          </>
        )}
        {client && ` · ${client}`}
      </Text>
    </Stack>
  );
}
