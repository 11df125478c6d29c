import { Button, Stack, Text } from '@mantine/core';
import { IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AgendaDays } from '../events/AgendaDays.js';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { FeedCard } from './FeedCard.js';
import { useStars } from './use-stars.js';

/** What one has starred, and how it gets into one's own calendar. */
export default function MyAgendaPage() {
  const { t } = useTranslation(['stars', 'common']);
  const { event } = useEvent();
  const { me } = useMe();
  const agenda = useAgenda();
  const stars = useStars();
  const page = `/e/${event.slug}`;
  if (me === null) {
    return (
      <Page title={t('title')} intro={t('intro')}>
        <Button component={Link} to={`/sign-in?next=${page}/my-agenda`} style={{ alignSelf: 'start' }}>
          {t('common:signIn')}
        </Button>
      </Page>
    );
  }
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Loaded query={agenda}>
        {(all) => {
          const sessions = all.sessions.filter(({ id }) => stars.has(id));
          return sessions.length === 0 ? (
            <Empty
              icon={<IconStar />}
              title={t('none')}
              text={t('noneText')}
              action={
                <Button component={Link} to={page}>
                  {t('toProgramme')}
                </Button>
              }
            />
          ) : (
            <AgendaDays agenda={{ ...all, sessions }} />
          );
        }}
      </Loaded>
      <Stack gap="xs">
        <FeedCard />
        <Text size="sm" c="dimmed">
          {t('also')}
        </Text>
      </Stack>
    </Page>
  );
}
