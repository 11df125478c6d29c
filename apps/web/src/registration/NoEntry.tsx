import { Button, Text } from '@mantine/core';
import type { Places } from '@foyer/contracts';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Page } from '../ui/Page.js';

export type Barrier = 'over' | 'closed' | 'early' | 'invitation' | 'full' | 'declined';

interface NoEntryProps {
  why: Barrier;
  places: Places;
  /** The organisers' words, where they have declined. */
  reason: string | undefined;
  signedIn: boolean;
}

/** One cannot register now: why not, and what to do instead. */
export function NoEntry({ why, places, reason, signedIn }: NoEntryProps) {
  const { t } = useTranslation(['registration', 'places', 'common']);
  const { event } = useEvent();
  const { pathname } = useLocation();
  const words = {
    over: ['closed.title', 'closed.text'],
    closed: ['closed.title', 'places:closed.text'],
    early: ['places:early.title', 'places:early.text'],
    invitation: ['places:invited.title', 'places:invited.text'],
    full: ['places:full.title', 'places:full.text'],
    declined: ['places:declined.title', 'places:declined.text'],
  } as const;
  const [title, text] = words[why];
  const signIn = why === 'invitation' && !signedIn;
  return (
    <Page title={t(title)} width="form">
      <Empty
        icon={<IconLock />}
        title={t(text)}
        action={
          <>
            {why === 'early' && places.opensAt && (
              <Text>
                <EventTime start={places.opensAt} timeZone={event.timeZone} />
              </Text>
            )}
            {why === 'declined' && reason && (
              <Text component="blockquote" m={0} maw={480} className="own-words">
                {reason}
              </Text>
            )}
            <Button
              component={Link}
              to={signIn ? `/sign-in?next=${encodeURIComponent(pathname)}` : `/e/${event.slug}`}
              variant="default"
            >
              {t(signIn ? 'common:signIn' : 'common:nav.programme')}
            </Button>
          </>
        }
      />
    </Page>
  );
}
