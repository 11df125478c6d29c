import { Button, Group, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Page } from './Page.js';

/** Shown in place of a page that threw; also when a new release has replaced the files of an open one. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  // oxlint-disable-next-line no-console -- the browser's console is where a developer looks for it
  useEffect(() => console.error(error), [error]);
  return (
    <Page title={t('state.crash.title')} width="narrow">
      <Text role="alert">{t('state.crash.text')}</Text>
      <Group>
        <Button onClick={() => window.location.reload()}>{t('action.reload')}</Button>
      </Group>
    </Page>
  );
}
