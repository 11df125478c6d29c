import { Button, Stack, TextInput } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { codeLength, readCode, SessionCode } from '@foyer/contracts';
import { IconLogin2 } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams } from 'react-router';
import { useCall } from '../server/api.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import './join.css';

/** Where one types in the code from the screen; with a code in the address (from a QR code) it leads on at once. */
export default function JoinPage() {
  const { t } = useTranslation('polls');
  const { code } = useParams();
  return (
    <Page title={t('join.title')} intro={t('join.intro')} width="narrow">
      {code === undefined ? <CodeForm /> : <Lead key={code} code={code} />}
    </Page>
  );
}

function Lead({ code }: { code: string }) {
  const { t } = useTranslation('polls');
  const found = useCall('findByCode', { params: { code } });
  if (found.data) return <Navigate to={`/e/${found.data.event}/sessions/${found.data.session}`} replace />;
  if (!found.error) return <Loading />;
  const unknown = isProblem(found.error, 'not_found') || isProblem(found.error, 'invalid_input');
  return (
    <Stack gap="lg">
      {!unknown && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      <CodeForm wrong={unknown ? t('join.unknown') : null} first={code} />
    </Stack>
  );
}

function CodeForm({ wrong = null, first = '' }: { wrong?: string | null; first?: string }) {
  const { t } = useTranslation('polls');
  const navigate = useNavigate();
  const [typed, setTyped] = useState(first);
  const [error, setError] = useState(wrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = SessionCode.safeParse(typed);
    if (!code.success) setError(t('join.letters'));
    else if (typed === first) setError(wrong);
    else void navigate(`/j/${code.data}`);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          className="join-input"
          label={t('join.label')}
          description={t('join.letters')}
          value={typed}
          onChange={(event) => {
            setTyped(readCode(event.currentTarget.value).slice(0, codeLength));
            setError(null);
          }}
          error={error}
          required
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          data-autofocus
        />
        <Button type="submit" leftSection={<IconLogin2 size={20} aria-hidden />}>
          {t('join.action')}
        </Button>
      </Stack>
    </form>
  );
}
