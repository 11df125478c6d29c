import { Button, Stack } from '@mantine/core';
import { IconBuildingCommunity } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAction, useCall } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { deviceZone, useLanguage } from '../ui/use-reader.js';

/** A button for each house whose accounts sign in here; whoever comes back from there arrives at `next`. */
export function SignInByProvider({ next }: { next: string }) {
  const { t } = useTranslation('people');
  const language = useLanguage();
  const { data } = useCall('listProviders', {});
  const start = useAction('startProviderSignIn');
  const leave = (provider: string): void =>
    start.mutate(
      { params: { provider }, body: { next, language, timeZone: deviceZone() } },
      { onSuccess: ({ url }) => window.location.assign(url) },
    );
  if (!data?.providers.length) return null;
  return (
    <Stack gap="sm">
      {data.providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          leftSection={<IconBuildingCommunity aria-hidden size={18} />}
          loading={start.isPending && start.variables.params.provider === id}
          disabled={start.isPending}
          onClick={() => leave(id)}
        >
          {t('provider.continue', { name })}
        </Button>
      ))}
      <Problem error={start.error} />
    </Stack>
  );
}
