import { Card, SegmentedControl, Stack, Tabs, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { LocalisedText } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { MailFrame } from '../mailbox/MailFrame.js';
import { useCall, type Answer } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { SearchSelect } from '../ui/SearchSelect.js';

const typingMilliseconds = 500;

interface MessagePreviewProps {
  subject: LocalisedText;
  body: LocalisedText;
  /** Whose mail can be looked at, besides the reader's own. */
  people: Answer<'findAudience'>['people'];
}

/** The very mail, as one person gets it: on a phone, on a computer, and as plain text. */
export function MessagePreview({ subject, body, people }: MessagePreviewProps) {
  const { t } = useTranslation('outbox');
  const { event } = useEvent();
  const [person, setPerson] = useState<string | null>(null);
  const [width, setWidth] = useState<'phone' | 'computer'>('computer');
  const [words] = useDebouncedValue({ subject, body }, typingMilliseconds);
  const known = people.some((one) => one.person === person) ? person : null;
  const written = Object.keys(words.subject).length > 0 && Object.keys(words.body).length > 0;
  const preview = useCall(
    'previewMessage',
    { params: { event: event.slug }, body: { ...words, person: known } },
    { enabled: written, keepOld: true },
  );
  return (
    <Card className="foyer-card" padding="lg" component="section" aria-labelledby="preview">
      <Stack>
        <Title order={2} id="preview">
          {t('preview')}
        </Title>
        {people.length > 0 && (
          <SearchSelect
            label={t('previewAs')}
            data={[
              { value: '', label: t('me') },
              ...people.map((one) => ({
                value: one.person,
                label: `${one.name || one.email} (${one.language})`,
              })),
            ]}
            value={known ?? ''}
            onChange={(value) => setPerson(value || null)}
            allowDeselect={false}
          />
        )}
        {!written ? (
          <Text c="dimmed">{t('previewEmpty')}</Text>
        ) : (
          <Loaded query={preview}>
            {(mail) => (
              <Stack>
                <div lang={mail.language}>
                  <Text fw={600} className="outbox-breaking">
                    {mail.subject}
                  </Text>
                  <Text size="sm" c="dimmed" className="outbox-breaking">
                    {mail.to}
                  </Text>
                </div>
                <Tabs defaultValue="look" keepMounted={false}>
                  <Tabs.List>
                    <Tabs.Tab value="look">{t('look')}</Tabs.Tab>
                    <Tabs.Tab value="plain">{t('plain')}</Tabs.Tab>
                  </Tabs.List>
                  <Tabs.Panel value="look" pt="md">
                    <Stack gap="sm">
                      <SegmentedControl
                        aria-label={t('look')}
                        value={width}
                        onChange={(value) => setWidth(value === 'phone' ? 'phone' : 'computer')}
                        data={[
                          { value: 'computer', label: t('computer') },
                          { value: 'phone', label: t('phone') },
                        ]}
                      />
                      <div className="outbox-frame" data-width={width}>
                        <MailFrame html={mail.html} />
                      </div>
                    </Stack>
                  </Tabs.Panel>
                  <Tabs.Panel value="plain" pt="md">
                    <Text component="pre" className="mail-text" lang={mail.language}>
                      {mail.text}
                    </Text>
                  </Tabs.Panel>
                </Tabs>
                <Text size="sm" c="dimmed" className="outbox-breaking">
                  {t('replyTo', { email: mail.replyTo })}
                </Text>
              </Stack>
            )}
          </Loaded>
        )}
      </Stack>
    </Card>
  );
}
