import { Button, Card, Stack, Text } from '@mantine/core';
import { ProblemError } from '@foyer/client';
import { ownPath, ProblemDocument } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { useAction } from '../server/api.js';
import { useIdentityChanged, useMe, type Me } from '../server/me.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { DemoPeople } from './DemoPeople.js';
import { SignInByPasskey } from './SignInByPasskey.js';
import { SignInByProvider } from './SignInByProvider.js';
import { SignInByCode } from './SignInByCode.js';

/** What sent somebody back here from a provider. */
const Returned = z.object({ problem: ProblemDocument });

export default function SignInPage() {
  const { t } = useTranslation('people');
  const { me, demo } = useMe();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const identityChanged = useIdentityChanged();
  const returned = Returned.safeParse(useLocation().state).data;
  // A link must not send anybody elsewhere after signing in.
  const next = ownPath(search.get('next'));
  const code = search.get('code');

  async function done(someone: Me) {
    await identityChanged(someone);
    await navigate(next, { replace: true });
  }

  if (me) {
    return (
      <Page title={t('signIn.title')} width="narrow">
        <Text>{t('signIn.already', { name: me.name || me.email })}</Text>
        <Button component={Link} to={next}>
          {t('signIn.continue')}
        </Button>
      </Page>
    );
  }
  if (code && /^\d{6}$/.test(code)) return <FromMail code={code} onDone={done} />;
  return (
    <Page title={t('signIn.title')} intro={t('signIn.intro')} width="narrow">
      <Card className="foyer-card" padding="lg">
        <Stack>
          {returned && <Problem error={new ProblemError(returned.problem)} />}
          <SignInByCode onDone={done} demo={demo} />
          <SignInByProvider next={next} />
          <SignInByPasskey onDone={done} />
        </Stack>
      </Card>
      {demo && <DemoPeople onDone={done} />}
    </Page>
  );
}

/** Opened by the link in the mail. Opening spends nothing: programs open links too. Only the button does. */
function FromMail({ code, onDone }: { code: string; onDone: (me: Me) => Promise<void> }) {
  const { t } = useTranslation('people');
  const signIn = useAction('signIn');
  return (
    <Page title={t('signIn.title')} intro={t('signIn.fromMail')} width="narrow">
      <Stack>
        <Button
          loading={signIn.isPending}
          onClick={() => signIn.mutate({ body: { code } }, { onSuccess: (me) => void onDone(me) })}
        >
          {t('signIn.enterWith', { code: `${code.slice(0, 3)} ${code.slice(3)}` })}
        </Button>
        <Problem error={signIn.error} />
        {signIn.error && (
          <Button component={Link} to="/sign-in" variant="default">
            {t('signIn.again')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}
