import { Anchor, Text } from '@mantine/core';
import type { Belonging } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useLocalised } from '../ui/use-reader.js';
import { useEvent } from './use-event.js';

/** The series and the programme that the event belongs to. */
export function Belongs() {
  const { t } = useTranslation('page');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const named = ({ name, link }: Belonging) =>
    link ? (
      <Anchor href={link} rel="noopener" inherit>
        {say(name)}
      </Anchor>
    ) : (
      say(name)
    );
  if (!event.series && !event.programme) return null;
  return (
    <Text size="sm" c="dimmed">
      {event.series && (
        <>
          {t('series')}: {named(event.series)}
        </>
      )}
      {event.series && event.programme && ' · '}
      {event.programme && (
        <>
          {t('programme')}: {named(event.programme)}
        </>
      )}
    </Text>
  );
}
