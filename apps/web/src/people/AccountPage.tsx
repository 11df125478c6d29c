import { Button, Card, Stack, Text, TextInput } from '@mantine/core';
import { languages, type Language } from '@foyer/contracts';
import { languageNames, zoneCity } from '@foyer/locales';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAction } from '../server/api.js';
import { useIdentityChanged, useMe, type Me } from '../server/me.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { MeLoading } from '../ui/MeLoading.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { ZoneInput } from '../ui/ZoneInput.js';
import { deviceZone, useLanguage } from '../ui/use-reader.js';
import { PasskeyList } from './PasskeyList.js';
import { IdentityList } from './IdentityList.js';
import { AddressHold } from './AddressHold.js';
import { SignInSessions } from './SignInSessions.js';

export default function AccountPage() {
  const { t } = useTranslation(['people', 'common', 'problems']);
  const { me } = useMe();
  return (
    <Page title={t('account.title')} intro={me?.email} width="narrow">
      {me === undefined && <MeLoading />}
      {me === null && (
        <Stack align="flex-start">
          <Text>{t('problems:not_signed_in')}</Text>
          <Button component={Link} to="/sign-in?next=/account">
            {t('common:signIn')}
          </Button>
        </Stack>
      )}
      {me && (
        <>
          <AddressHold />
          <Card className="foyer-card" padding="lg">
            <AccountForm key={me.id} me={me} />
          </Card>
          <PasskeyList />
          <IdentityList />
          <SignInSessions />
        </>
      )}
    </Page>
  );
}

function AccountForm({ me }: { me: Me }) {
  const { t, i18n } = useTranslation(['people', 'common']);
  const current = useLanguage();
  const [name, setName] = useState(me.name);
  const [language, setLanguage] = useState<Language>(me.language);
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const [nameMissing, setNameMissing] = useState(false);
  const update = useAction('updateMe');
  const identityChanged = useIdentityChanged();
  const here = deviceZone();

  function save(event: FormEvent) {
    event.preventDefault();
    const missing = name.trim() === '';
    setNameMissing(missing);
    if (missing) return;
    update.mutate(
      { body: { name: name.trim(), language, timeZone } },
      {
        onSuccess: (changed) => {
          // In the language that it may just have become.
          void identityChanged(changed).then(() => notifyDone(i18n.t('common:action.saved')));
        },
      },
    );
  }

  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <TextInput
          label={t('account.name')}
          description={t('account.nameHint')}
          autoComplete="name"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={nameMissing && t('account.nameMissing')}
        />
        <ChoiceInput
          label={t('account.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          onChange={setLanguage}
        />
        <ZoneInput
          label={t('account.zone')}
          description={t('account.zoneHint')}
          value={timeZone}
          onChange={setTimeZone}
        />
        {timeZone !== here && (
          <Button variant="subtle" onClick={() => setTimeZone(here)}>
            {t('account.zoneHere', { city: zoneCity(here, current) })}
          </Button>
        )}
        <Problem error={update.error} />
        <Button type="submit" loading={update.isPending}>
          {t('common:action.save')}
        </Button>
      </Stack>
    </form>
  );
}
