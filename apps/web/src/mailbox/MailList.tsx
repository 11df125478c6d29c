import { Button, Stack, Text, UnstyledButton } from '@mantine/core';
import { formatDayTime } from '@foyer/locales';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { useReader } from '../ui/use-reader.js';

const page = 50;
const most = 1_000;

interface MailListProps {
  /** Part of the recipient's address; empty for all. */
  to: string;
  chosen: string | null;
  onChoose: (mail: string) => void;
}

export function MailList({ to, chosen, onChoose }: MailListProps) {
  const { t } = useTranslation('mailbox');
  const reader = useReader();
  const [limit, setLimit] = useState(page);
  const mailbox = useCall(
    'listMailbox',
    { query: { ...(to ? { to } : {}), limit } },
    { refetchEveryMs: 3_000 },
  );
  return (
    <Loaded query={mailbox}>
      {({ mails, total }) =>
        mails.length === 0 ? (
          <Empty icon={<IconMail />} title={t('emptyTitle')} text={t(to ? 'emptySearch' : 'emptyText')} />
        ) : (
          <Stack gap="xs">
            <Text size="sm" c="dimmed" role="status">
              {t('count', { count: total })}
            </Text>
            <Stack component="ul" gap="xs" className="plain-list">
              {mails.map((mail) => (
                <li key={mail.id}>
                  <UnstyledButton
                    className="row-button mail-row"
                    aria-current={mail.id === chosen ? 'true' : undefined}
                    onClick={() => onChoose(mail.id)}
                  >
                    <Text fw={600}>{mail.subject}</Text>
                    <Text size="sm" c="dimmed">
                      {mail.to.join(', ')}
                    </Text>
                    <Text size="sm" c="dimmed">
                      <time dateTime={mail.receivedAt}>{formatDayTime(mail.receivedAt, reader)}</time>
                    </Text>
                  </UnstyledButton>
                </li>
              ))}
            </Stack>
            {mails.length >= limit && mails.length < total && limit < most && (
              <Button variant="default" onClick={() => setLimit(Math.min(most, limit + page))}>
                {t('older')}
              </Button>
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}
