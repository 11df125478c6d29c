import { Card, Radio, Stack, Text, Title } from '@mantine/core';
import { GuestSetting, guestSettings } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';

/** Whether people come into the live rooms who are not registered. What is chosen counts at once. */
export function GuestsSetting() {
  const { t } = useTranslation(['guests', 'common']);
  const { event } = useEvent();
  const update = useAction('updateEvent', { stale: ['getEvent'] });
  const chosen = (update.isPending && update.variables.body?.guests) || event.guests;
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="manage-guests">
      <Stack>
        <Title order={2} id="manage-guests">
          {t('setting.title')}
        </Title>
        <Text>{t('setting.text')}</Text>
        <Radio.Group
          aria-labelledby="manage-guests"
          value={chosen}
          onChange={(value) => {
            const guests = GuestSetting.parse(value);
            update.mutate(
              { params: { event: event.slug }, body: { guests } },
              { onSuccess: () => notifyDone(t('common:action.saved')) },
            );
          }}
        >
          <Stack gap="sm">
            {guestSettings.map((setting) => (
              <Radio
                key={setting}
                value={setting}
                label={t(`setting.${setting}`)}
                description={t(`setting.${setting}Hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Problem error={update.error} />
      </Stack>
    </Card>
  );
}
