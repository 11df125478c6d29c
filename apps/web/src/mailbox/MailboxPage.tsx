import { Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../ui/Page.js';
import { MailList } from './MailList.js';
import { MailReader } from './MailReader.js';

/** What the demo sent: the list on the left, the chosen mail on the right; one at a time on a phone. */
export default function MailboxPage() {
  const { t } = useTranslation('mailbox');
  const [search, setSearch] = useSearchParams();
  const [to, setTo] = useState(search.get('to') ?? '');
  const [settled] = useDebouncedValue(to.trim(), 250);
  const chosen = search.get('mail');

  const choose = (mail: string | null) =>
    setSearch({ ...(settled ? { to: settled } : {}), ...(mail ? { mail } : {}) });

  return (
    <Page title={t('title')} intro={t('intro')} width="wide">
      <div className="mailbox" data-reading={chosen !== null || undefined}>
        <Stack className="mailbox-list" component="section" aria-label={t('list')}>
          <TextInput
            type="search"
            label={t('search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <MailList to={settled} chosen={chosen} onChoose={choose} />
        </Stack>
        <div className="mailbox-reader">
          {chosen ? (
            <MailReader key={chosen} mail={chosen} onBack={() => choose(null)} />
          ) : (
            <Text c="dimmed" ta="center" py="xl">
              {t('choose')}
            </Text>
          )}
        </div>
      </div>
    </Page>
  );
}
