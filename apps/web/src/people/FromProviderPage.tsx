import { Text } from '@mantine/core';
import { ProblemError } from '@foyer/client';
import { ownPath, ProviderAnswer } from '@foyer/contracts';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../server/api.js';
import { useIdentityChanged } from '../server/me.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';

/** Where providers send people back to. Signs them in and on to where they were going, or back to try another way. */
export default function FromProviderPage() {
  const { t } = useTranslation('people');
  const { provider = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const identityChanged = useIdentityChanged();
  const sent = useRef(false);

  const arrive = useEffectEvent(async () => {
    const answer = ProviderAnswer.safeParse(Object.fromEntries(search));
    // Somebody has opened the address by hand.
    if (!answer.success) return navigate('/sign-in', { replace: true });
    try {
      const { me, next } = await api.call('signInByProvider', { params: { provider }, body: answer.data });
      await identityChanged(me);
      await navigate(ownPath(next), { replace: true });
    } catch (error) {
      const told = error instanceof ProblemError ? error.problem : null;
      // Nobody signs in by a provider that is not there any more: there are other ways.
      const problem =
        told?.code === 'not_found' ? { ...told, code: 'provider_refused', params: { name: provider } } : told;
      const next = ownPath(String(told?.params?.['next'] ?? '/'));
      const to = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
      await navigate(to, { replace: true, state: { problem } });
    }
  });
  useEffect(() => {
    // What the provider says is good once, also where effects run twice.
    if (sent.current) return;
    sent.current = true;
    void arrive();
  }, []);

  return (
    <Page title={t('signIn.title')} width="narrow">
      <Text>{t('provider.arriving')}</Text>
      <Loading />
    </Page>
  );
}
