import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useAction, useCall, type Answer } from '../server/api.js';
import { useMe, type Me } from '../server/me.js';
import { Loaded } from '../ui/Loaded.js';
import { MeLoading } from '../ui/MeLoading.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised } from '../ui/use-reader.js';

/** Where the mail leads: opening it changes nothing, the button claims the profile. */
export default function ClaimPage() {
  const { t } = useTranslation('speakers');
  const { token = '' } = useParams();
  const claim = useCall('getClaim', { params: { token } });
  const { me } = useMe();
  const unknown = isProblem(claim.error, 'not_found') || isProblem(claim.error, 'invalid_input');
  return (
    <Page title={t('claimPage.title')} width="narrow">
      {unknown ? (
        <Text>{t('claimPage.unknown')}</Text>
      ) : (
        <Loaded query={claim}>
          {(answer) => (
            <Card className="foyer-card" padding="lg">
              {me === undefined ? (
                <MeLoading />
              ) : me === null ? (
                <SignInFirst claim={answer} token={token} />
              ) : (
                <Claim claim={answer} token={token} me={me} />
              )}
            </Card>
          )}
        </Loaded>
      )}
    </Page>
  );
}

function Offer({ claim: { event, name } }: { claim: Answer<'getClaim'> }) {
  const { t } = useTranslation('speakers');
  const say = useLocalised();
  return <Text>{t('claimPage.offer', { name, event: say(event.title) })}</Text>;
}

function SignInFirst({ claim, token }: { claim: Answer<'getClaim'>; token: string }) {
  const { t } = useTranslation(['speakers', 'common']);
  return (
    <Stack>
      <Offer claim={claim} />
      <Text>{t('claimPage.signIn', { email: claim.email })}</Text>
      <Group>
        <Button component={Link} to={`/sign-in?next=${encodeURIComponent(`/claim/${token}`)}`}>
          {t('common:signIn')}
        </Button>
      </Group>
    </Stack>
  );
}

function Claim({ claim, token, me }: { claim: Answer<'getClaim'>; token: string; me: Me }) {
  const { t } = useTranslation('speakers');
  const navigate = useNavigate();
  const take = useAction('claimSpeaker', { stale: ['getMyPlace', 'getMySpeaker', 'listEvents'] });
  const other = me.email !== claim.email;
  return (
    <Stack>
      <Offer claim={claim} />
      <Text>
        {other
          ? t('claimPage.other', { email: claim.email, mine: me.email })
          : t('claimPage.same', { email: me.email })}
      </Text>
      <Problem error={take.error} />
      <Group>
        <Button
          loading={take.isPending}
          onClick={() =>
            take.mutate(
              { params: { token }, body: { otherAccount: other } },
              { onSuccess: ({ event }) => void navigate(`/e/${event}/me/speaker`, { replace: true }) },
            )
          }
        >
          {t(other ? 'claimPage.takeOther' : 'claimPage.take')}
        </Button>
      </Group>
    </Stack>
  );
}
