import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import type { LocalisedText } from '@foyer/contracts';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { listed, type Listed } from './look-draft.js';

interface OutcomesEditorProps {
  outcomes: Listed<LocalisedText>[];
  onChange: (outcomes: Listed<LocalisedText>[]) => void;
}

const most = 30;

/** What shall come of the event, one sentence each. */
export function OutcomesEditor({ outcomes, onChange }: OutcomesEditorProps) {
  const { t } = useTranslation('look');
  const { event } = useEvent();
  return (
    <Stack>
      {outcomes.length === 0 && <Text>{t('outcomes.none')}</Text>}
      <Stack component="ol" className="plain-list" gap="md">
        {outcomes.map(({ key, value }, index) => (
          <Group component="li" key={key} gap="xs" align="flex-end" wrap="nowrap">
            <Stack flex={1}>
              <TextsInput
                label={t('outcomes.one', { number: index + 1 })}
                languages={event.languages}
                value={value}
                onChange={(text) =>
                  onChange(outcomes.map((one) => (one.key === key ? { key, value: text } : one)))
                }
                lines
              />
            </Stack>
            <ActionIcon
              aria-label={t('outcomes.remove', { number: index + 1 })}
              onClick={() => onChange(outcomes.filter((one) => one.key !== key))}
            >
              <IconTrash aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {outcomes.length < most && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onChange([...outcomes, listed({})])}
          >
            {t('outcomes.add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
