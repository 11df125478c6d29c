import { Button, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../server/me.js';
import { Problem } from '../ui/Problem.js';
import { enterByPasskey, forgetPasskeys, isCancelled, knowsPasskeys, offersPasskeys } from './passkey.js';

/** A button, and the browser's own offer in the field for one's address. */
export function SignInByPasskey({ onDone }: { onDone: (me: Me) => Promise<void> }) {
  const { t } = useTranslation('people');
  const enter = useMutation({ mutationFn: () => enterByPasskey(false), onSuccess: onDone });
  const done = useEffectEvent(onDone);
  useEffect(() => {
    let left = false;
    void offersPasskeys()
      .then((offers) => (offers && !left ? enterByPasskey(true) : undefined))
      .then((me) => (me && !left ? done(me) : undefined))
      // Nobody has asked for it: the button and the code are there.
      .catch(() => undefined);
    return () => {
      left = true;
      forgetPasskeys();
    };
  }, []);
  if (!knowsPasskeys()) return null;
  const cancelled = isCancelled(enter.error);
  return (
    <Stack gap="sm">
      <Button
        variant="default"
        leftSection={<IconKey aria-hidden size={18} />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        {t('passkey.signIn')}
      </Button>
      <div role="status">{cancelled && <Text>{t('passkey.signInCancelled')}</Text>}</div>
      {!cancelled && <Problem error={enter.error} />}
    </Stack>
  );
}
