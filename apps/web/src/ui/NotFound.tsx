import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from './Page.js';

export default function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.notFound.title')} width="narrow">
      <Text>{t('state.notFound.text')}</Text>
      <Anchor component={Link} to="/">
        {t('action.home')}
      </Anchor>
    </Page>
  );
}
