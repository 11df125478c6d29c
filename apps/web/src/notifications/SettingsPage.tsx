import { Button, Card, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCall } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Loaded } from '../ui/Loaded.js';
import { MeLoading } from '../ui/MeLoading.js';
import { Page } from '../ui/Page.js';
import { PushDevices } from '../push/PushDevices.js';
import { ChannelTable } from './ChannelTable.js';
import { QuietHoursForm } from './QuietHoursForm.js';
import './notifications.css';

/** What I am told, by which way, and when not. */
export default function SettingsPage() {
  const { t } = useTranslation(['reminders', 'common']);
  const { me } = useMe();
  const settings = useCall('getNotificationSettings', {}, { enabled: me !== undefined && me !== null });
  return (
    <Page title={t('settings.title')} intro={t('settings.intro')} width="form">
      {me === undefined && <MeLoading />}
      {me === null && (
        <Stack align="flex-start">
          <Text>{t('settings.signIn')}</Text>
          <Button component={Link} to="/sign-in?next=/account/notifications">
            {t('common:signIn')}
          </Button>
        </Stack>
      )}
      {me && (
        <Loaded query={settings}>
          {({ kinds, quiet }) => (
            <Stack gap="lg">
              <Card className="foyer-card" padding="lg">
                <ChannelTable kinds={kinds} />
              </Card>
              <Card component="section" aria-labelledby="push-devices" className="foyer-card" padding="lg">
                <PushDevices />
              </Card>
              <Card component="section" aria-labelledby="quiet-hours" className="foyer-card" padding="lg">
                <QuietHoursForm initial={quiet} timeZone={me.timeZone} />
              </Card>
            </Stack>
          )}
        </Loaded>
      )}
    </Page>
  );
}
