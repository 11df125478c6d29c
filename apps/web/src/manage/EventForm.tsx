import { Button, Checkbox, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { languages, type Event, type LocalisedText } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { differences } from '../ui/differences.js';
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
  /** All of it, and what of it is not as it was; `done` once that is so. */
  onSave: (details: EventDetails, changed: Partial<EventDetails>, done: () => void) => void;
  label: string;
  /** More fields, below these; of an event whose times are what is entered, where that is a time. */
  children?: ReactNode | ((times: Pick<EventDetails, 'startsAt' | 'endsAt'> | null) => ReactNode);
}

/** What an event is, where and when: for making one and for changing it. */
export function EventForm({ initial, saving, onSave, label, children }: EventFormProps) {
  const { t } = useTranslation('manage');
  const [edits, setEdits] = useState<Partial<EventDraft>>({});
  const [tried, setTried] = useState(false);
  // What others have saved meanwhile is shown, where nothing was written over it here.
  const draft = { ...initial, ...edits };
  const change = (part: Partial<EventDraft>): void => setEdits((was) => ({ ...was, ...part }));
  const { startsAt, endsAt } = timesOf(draft);
  const first = draft.languages[0];
  const missing = (text: LocalisedText): boolean => !first || !text[first]?.trim();
  const backwards = startsAt !== null && endsAt !== null && endsAt <= startsAt;

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (missing(draft.title) || missing(draft.purpose) || !startsAt || !endsAt || backwards) return;
    const details = detailsOf(draft, startsAt, endsAt);
    const was = timesOf(initial);
    const known = detailsOf(initial, was.startsAt ?? '', was.endsAt ?? '');
    onSave(details, differences<EventDetails>(known, details), () => setEdits({}));
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
        {typeof children === 'function'
          ? children(startsAt && endsAt && !backwards ? { startsAt, endsAt } : null)
          : children}
        <Group>
          <Button type="submit" loading={saving}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const timesOf = ({ starts, ends, timeZone }: EventDraft) => ({
  startsAt: fromWall(starts, timeZone),
  endsAt: fromWall(ends, timeZone),
});

function detailsOf(
  { timeZone, languages: chosen, title, purpose }: EventDraft,
  startsAt: string,
  endsAt: string,
): EventDetails {
  return {
    ...{ timeZone, startsAt, endsAt, languages: chosen },
    title: written(title),
    purpose: written(purpose),
  };
}
