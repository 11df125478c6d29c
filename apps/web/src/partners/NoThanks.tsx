import { Button } from '@mantine/core';
import type { FoundPartner } from '@foyer/contracts';
import { IconEyeOff, IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';

const stale = ['listRecommendations', 'listDirectory', 'getPartner', 'listSetAside', 'listPartners'] as const;

/** "No thanks", for good and unseen by the other one; and back. */
export function NoThanks({ partner }: { partner: FoundPartner }) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const { name, person } = partner;
  const away = useAction('setAside', { stale });
  const back = useAction('takeBackAside', { stale });
  const input = { params: { event: event.slug, person } };
  return (
    <>
      <Problem error={away.error ?? back.error} />
      {partner.aside ? (
        <Button
          variant="subtle"
          leftSection={<IconRestore size={20} aria-hidden />}
          loading={back.isPending}
          onClick={() => back.mutate(input, { onSuccess: () => notifyDone(t('aside.back', { name })) })}
          aria-label={t('aside.takeBackOf', { name })}
        >
          {t('aside.takeBack')}
        </Button>
      ) : (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconEyeOff size={20} aria-hidden />}
          loading={away.isPending}
          onClick={() => away.mutate(input, { onSuccess: () => notifyDone(t('aside.done', { name })) })}
          aria-label={t('aside.noThanksTo', { name })}
        >
          {t('aside.noThanks')}
        </Button>
      )}
    </>
  );
}
