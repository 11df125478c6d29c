import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from './use-event.js';

/** Whom to ask, and where more is. */
export function EventContact() {
  const { t } = useTranslation('page');
  const { event } = useEvent();
  const { contact, website, hashtag } = event;
  if (!contact && !website && !hashtag) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="contact">
      <Title order={2} id="contact">
        {t('contact')}
      </Title>
      {contact && (
        <Text>
          <Anchor href={`mailto:${contact}`}>{contact}</Anchor>
        </Text>
      )}
      {website && (
        <Text>
          <Anchor href={website} rel="noopener">
            {website.replace(/^https?:\/\/|\/$/g, '')}
          </Anchor>
        </Text>
      )}
      {hashtag && <Text c="dimmed">#{hashtag}</Text>}
    </Stack>
  );
}
