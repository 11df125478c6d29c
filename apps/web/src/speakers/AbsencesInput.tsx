import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { zoneCity } from '@foyer/locales';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { toWall } from '../manage/wall-time.js';
import { useLanguage } from '../ui/use-reader.js';
import { absentTime, type AbsenceDraft } from './absence-draft.js';

interface AbsencesInputProps {
  absences: readonly AbsenceDraft[];
  onChange: (absences: readonly AbsenceDraft[]) => void;
  tried: boolean;
}

/** When a speaker cannot be there, on the event's clocks. */
export function AbsencesInput({ absences, onChange, tried }: AbsencesInputProps) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const language = useLanguage();
  const put = (index: number, part: Partial<AbsenceDraft>): void =>
    onChange(absences.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs" role="group" aria-label={t('absences.title')}>
      <Text fw={500}>{t('absences.title')}</Text>
      <Text size="sm" c="dimmed">
        {t('absences.hint', { city: zoneCity(event.timeZone, language) })}
      </Text>
      {absences.map((absence, index) => {
        const number = index + 1;
        const wrong = tried && absentTime(absence, event.timeZone) === null;
        return (
          <Group key={index} gap="xs" align="flex-start">
            <TextInput
              type="datetime-local"
              flex="1 1 190px"
              label={t('absences.from', { number })}
              value={absence.from}
              onChange={(change) => put(index, { from: change.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              flex="1 1 190px"
              label={t('absences.until', { number })}
              value={absence.until}
              onChange={(change) => put(index, { until: change.currentTarget.value })}
              error={wrong && t('absences.wrong')}
            />
            <ActionIcon
              mt={26}
              aria-label={t('absences.remove', { number })}
              onClick={() => onChange(absences.filter((_, at) => at !== index))}
            >
              <IconTrash size={20} aria-hidden />
            </ActionIcon>
          </Group>
        );
      })}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() =>
            onChange([
              ...absences,
              { from: toWall(event.startsAt, event.timeZone), until: toWall(event.endsAt, event.timeZone) },
            ])
          }
        >
          {t('absences.add')}
        </Button>
      </Group>
    </Stack>
  );
}
