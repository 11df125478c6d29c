import { Anchor, Button, Card, Group, List, Stack, ThemeIcon, Title } from '@mantine/core';
import type { Registration } from '@foyer/contracts';
import { IconCalendarEvent, IconClock, IconMail, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { MyConsents } from '../form/MyConsents.js';
import { MyData } from '../form/MyData.js';
import { hasPage } from '../pages.js';
import type { Me } from '../server/me.js';
import { EventTime } from '../ui/EventTime.js';
import { Details } from './Details.js';
import { Withdraw } from './Withdraw.js';

interface RegisteredProps {
  me: Me;
  registration: Registration;
  /** Undefined once the event is over. */
  onChange: (() => void) | undefined;
}

/** Somebody has a place: what happens next, and what they have told us. */
export function Registered({ me, registration, onChange }: RegisteredProps) {
  const { t } = useTranslation('registration');
  return (
    <>
      {onChange && <NextSteps email={me.email} listed={registration.shownTo !== 'nobody'} />}
      <Card component="section" aria-labelledby="told" className="foyer-card" padding="lg">
        <Stack>
          <Title order={2} id="told">
            {t('done.told')}
          </Title>
          <Details registration={registration} />
          {onChange && (
            <Group>
              <Button variant="default" onClick={onChange}>
                {t('done.change')}
              </Button>
              <Withdraw state={registration.state} />
            </Group>
          )}
        </Stack>
      </Card>
      <MyConsents />
      <MyData />
    </>
  );
}

function NextSteps({ email, listed }: { email: string; listed: boolean }) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const base = `/e/${event.slug}`;
  const step = (icon: ReactNode) => (
    <ThemeIcon variant="light" size={32} aria-hidden>
      {icon}
    </ThemeIcon>
  );
  return (
    <Card component="section" aria-labelledby="next" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2} id="next">
          {t('done.next')}
        </Title>
        <List spacing="md" center className="plain-list">
          <List.Item icon={step(<IconMail size={20} />)}>{t('done.mail', { email })}</List.Item>
          <List.Item icon={step(<IconCalendarEvent size={20} />)}>
            <Anchor component={Link} to={base}>
              {t('done.programme')}
            </Anchor>
          </List.Item>
          {listed && hasPage('/e/:event/partners') && (
            <List.Item icon={step(<IconUsers size={20} />)}>
              <Anchor component={Link} to={`${base}/partners`}>
                {t('done.partners')}
              </Anchor>
            </List.Item>
          )}
          <List.Item icon={step(<IconClock size={20} />)}>
            {t('done.day')} <EventTime start={event.startsAt} timeZone={event.timeZone} />
          </List.Item>
        </List>
      </Stack>
    </Card>
  );
}
