import { Anchor, Button, Card, CopyButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCalendarPlus, IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { Problem } from '../ui/Problem.js';

/** One's agenda in one's own calendar: once as a file, or as an address that follows every change. */
export function FeedCard() {
  const { t } = useTranslation('stars');
  const { event } = useEvent();
  const params = { event: event.slug };
  const feed = useCall('getCalendarFeed', { params });
  const renew = useAction('renewCalendarFeed', { stale: ['getCalendarFeed'] });
  const revoke = useAction('revokeCalendarFeed', { stale: ['getCalendarFeed'] });
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="feed">
      <Stack gap="sm">
        <Title order={2} id="feed">
          {t('feed.title')}
        </Title>
        <Text>{t('feed.text')}</Text>
        <Loaded query={feed}>
          {({ url }) =>
            url === null ? (
              <Group>
                <Button
                  leftSection={<IconCalendarPlus size={20} aria-hidden />}
                  loading={renew.isPending}
                  onClick={() => renew.mutate({ params })}
                >
                  {t('feed.make')}
                </Button>
              </Group>
            ) : (
              <Stack gap="sm">
                <Group align="flex-end" gap="sm">
                  <TextInput
                    flex="1 1 260px"
                    readOnly
                    label={t('feed.address')}
                    description={t('feed.secret')}
                    value={url}
                    onFocus={(focused) => focused.currentTarget.select()}
                  />
                  <CopyButton value={url}>
                    {({ copied, copy }) => (
                      <Button
                        variant="default"
                        leftSection={
                          copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />
                        }
                        onClick={copy}
                      >
                        {t(copied ? 'feed.copied' : 'feed.copy')}
                      </Button>
                    )}
                  </CopyButton>
                </Group>
                <Group gap="sm">
                  <Button
                    component="a"
                    href={url.replace(/^https?:/, 'webcal:')}
                    leftSection={<IconCalendarPlus size={20} aria-hidden />}
                  >
                    {t('feed.subscribe')}
                  </Button>
                  <Button
                    variant="default"
                    loading={renew.isPending}
                    onClick={() => renew.mutate({ params })}
                  >
                    {t('feed.renew')}
                  </Button>
                  <Button
                    variant="default"
                    loading={revoke.isPending}
                    onClick={() => revoke.mutate({ params })}
                  >
                    {t('feed.revoke')}
                  </Button>
                </Group>
              </Stack>
            )
          }
        </Loaded>
        <Problem error={renew.error ?? revoke.error} />
        <Group gap="xs" wrap="nowrap">
          <IconDownload size={20} aria-hidden />
          <Anchor href={api.url('getMyCalendar', { params })}>{t('feed.file')}</Anchor>
        </Group>
      </Stack>
    </Card>
  );
}
