import { Button, Card, FileButton, Group, Stack, Textarea, Title } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { InvitePreview } from './InvitePreview.js';
import { readText } from './read-text.js';

/** Names and addresses, pasted or from a file; first they are looked at, then sent. */
export function InviteForm() {
  const { t } = useTranslation('places');
  const { event } = useEvent();
  const params = { event: event.slug };
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<Answer<'checkInvitations'> | null>(null);
  const check = useAction('checkInvitations');

  function look(list: string) {
    if (list.trim() === '') return;
    check.mutate({ params, body: { text: list } }, { onSuccess: setChecked });
  }
  async function take(file: File | null) {
    if (!file) return;
    const list = await readText(file);
    setText(list);
    look(list);
  }

  return (
    <Card component="section" aria-labelledby="whom" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2} id="whom">
          {t('invite.whom')}
        </Title>
        {checked === null ? (
          <form
            onSubmit={(submitted: FormEvent) => {
              submitted.preventDefault();
              look(text);
            }}
          >
            <Stack>
              <Textarea
                label={t('invite.list')}
                description={t('invite.listHint')}
                placeholder={t('invite.example')}
                autosize
                minRows={5}
                maxRows={16}
                maxLength={900_000}
                value={text}
                onChange={(change) => setText(change.currentTarget.value)}
              />
              <Problem error={check.error} />
              <Group>
                <Button type="submit" loading={check.isPending} disabled={text.trim() === ''}>
                  {t('invite.look')}
                </Button>
                <FileButton accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => void take(file)}>
                  {(props) => (
                    <Button
                      variant="default"
                      leftSection={<IconFileUpload size={20} aria-hidden />}
                      {...props}
                    >
                      {t('invite.file')}
                    </Button>
                  )}
                </FileButton>
              </Group>
            </Stack>
          </form>
        ) : (
          <InvitePreview
            checked={checked}
            onBack={() => setChecked(null)}
            onSent={() => {
              setChecked(null);
              setText('');
            }}
          />
        )}
      </Stack>
    </Card>
  );
}
