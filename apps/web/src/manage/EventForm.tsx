import { Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { languages, type Event, type LocalisedText } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ZoneInput } from '../ui/ZoneInput.js';
import { TextsInput, written } from './TextsInput.js';
import { fromWall } from './wall-time.js';

export type EventDetails = Pick<
  Event,
  'title' | 'purpose' | 'startsAt' | 'endsAt' | 'timeZone' | 'languages'
>;
/** As it stands on the page: times are what clocks in the zone show. */
export interface EventDraft extends Omit<EventDetails, 'startsAt' | 'endsAt'> {
  starts: string;
  ends: string;
}

interface EventFormProps {
  initial: EventDraft;
  saving: boolean;
  onSave: (details: EventDetails) => void;
  label: string;
  /** More fields, below these. */
  children?: ReactNode;
}

/** What an event is, where and when: for making one and for changing it. */
export function EventForm({ initial, saving, onSave, label, children }: EventFormProps) {
  const { t } = useTranslation('manage');
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<EventDraft>): void => setDraft({ ...draft, ...part });
  const startsAt = fromWall(draft.starts, draft.timeZone);
  const endsAt = fromWall(draft.ends, draft.timeZone);
  const first = draft.languages[0];
  const missing = (text: LocalisedText): boolean => !first || !text[first]?.trim();
  const backwards = startsAt !== null && endsAt !== null && endsAt <= startsAt;

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (missing(draft.title) || missing(draft.purpose) || !startsAt || !endsAt || backwards) return;
    const { timeZone } = draft;
    onSave({
      ...{ timeZone, startsAt, endsAt, languages: draft.languages },
      title: written(draft.title),
      purpose: written(draft.purpose),
    });
  }

  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Checkbox.Group
          label={t('event.languages')}
          description={t('event.languagesHint')}
          value={draft.languages}
          onChange={(chosen) =>
            change({
              // What is ticked later comes later: the first stays what readers fall back to.
              languages: chosen.flatMap((value) => languages.find((language) => language === value) ?? []),
            })
          }
          error={tried && draft.languages.length === 0 && t('missing')}
        >
          <Group mt="xs">
            {languages.map((language) => (
              <Checkbox key={language} value={language} label={languageNames[language]} lang={language} />
            ))}
          </Group>
        </Checkbox.Group>
        <TextsInput
          label={t('event.title')}
          languages={draft.languages}
          value={draft.title}
          onChange={(title) => change({ title })}
          error={tried && missing(draft.title) && t('missing')}
        />
        <TextsInput
          label={t('event.purpose')}
          languages={draft.languages}
          value={draft.purpose}
          onChange={(purpose) => change({ purpose })}
          error={tried && missing(draft.purpose) && t('missing')}
          lines
        />
        <ZoneInput
          label={t('event.zone')}
          description={t('event.zoneHint')}
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="datetime-local"
            label={t('starts')}
            value={draft.starts}
            onChange={(event) => change({ starts: event.currentTarget.value })}
            error={tried && !startsAt && t('noTime')}
          />
          <TextInput
            type="datetime-local"
            label={t('ends')}
            value={draft.ends}
            onChange={(event) => change({ ends: event.currentTarget.value })}
            error={tried && (backwards ? t('backwards') : !endsAt && t('noTime'))}
          />
        </SimpleGrid>
        {children}
        <Group>
          <Button type="submit" loading={saving}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
