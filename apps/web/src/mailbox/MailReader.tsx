import { Button, Card, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { formatDayTime } from '@foyer/locales';
import { IconArrowLeft, IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCall, type Answer } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { useReader } from '../ui/use-reader.js';
import { MailFrame } from './MailFrame.js';

type Mail = Answer<'getMailboxMail'>;

export function MailReader({ mail, onBack }: { mail: string; onBack: () => void }) {
  const { t } = useTranslation('mailbox');
  const answer = useCall('getMailboxMail', { params: { mail } }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Stack>
      <Button
        variant="default"
        className="mailbox-back"
        leftSection={<IconArrowLeft size={18} aria-hidden />}
        onClick={onBack}
      >
        {t('back')}
      </Button>
      <Card className="foyer-card" padding="lg">
        <Loaded query={answer}>{(read) => <Reading mail={read} />}</Loaded>
      </Card>
    </Stack>
  );
}

function Reading({ mail }: { mail: Mail }) {
  const { t } = useTranslation('mailbox');
  const reader = useReader();
  return (
    <Stack>
      <Title order={2}>{mail.subject}</Title>
      <Stack gap={2}>
        <Text size="sm">
          {t('from')}: {mail.from}
        </Text>
        <Text size="sm">
          {t('to')}: {mail.to.join(', ')}
        </Text>
        <Text size="sm" c="dimmed">
          <time dateTime={mail.receivedAt}>{formatDayTime(mail.receivedAt, reader, true)}</time>
        </Text>
      </Stack>
      <Tabs defaultValue="rendered" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="rendered">{t('rendered')}</Tabs.Tab>
          <Tabs.Tab value="text">{t('text')}</Tabs.Tab>
          <Tabs.Tab value="headers">{t('headers')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="rendered" pt="md">
          {mail.html === null ? <Text c="dimmed">{t('noHtml')}</Text> : <MailFrame html={mail.html} />}
        </Tabs.Panel>
        <Tabs.Panel value="text" pt="md">
          <Text component="pre" className="mail-text">
            {mail.text}
          </Text>
        </Tabs.Panel>
        <Tabs.Panel value="headers" pt="md">
          <Headers mail={mail} />
        </Tabs.Panel>
      </Tabs>
      {mail.attachments.length > 0 && (
        <Stack gap="xs">
          <Title order={3}>{t('attachments')}</Title>
          {mail.attachments.map((attachment, index) => (
            <Text key={index} className="mail-attachment">
              <IconPaperclip size={18} aria-hidden /> {attachment.filename ?? attachment.mimeType}{' '}
              <Text span size="sm" c="dimmed">
                {attachment.mimeType}
              </Text>
            </Text>
          ))}
        </Stack>
      )}
    </Stack>
  );
}

function Headers({ mail }: { mail: Mail }) {
  return (
    <Table className="mail-headers" verticalSpacing="xs">
      <Table.Tbody>
        {mail.headers.map(({ name, value }, index) => (
          <Table.Tr key={index}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
