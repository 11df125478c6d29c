import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { sessionKinds, type Agenda, type Language } from '@foyer/contracts';
import { dayKey, formatDay, languageNames } from '@foyer/locales';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { useSearchBox } from '../ui/use-search-box.js';
import { choicesMade, type AgendaFilter } from './agenda-filter.js';
import { useEvent } from './use-event.js';

interface AgendaFiltersProps {
  agenda: Agenda;
  filter: AgendaFilter;
  onChange: (part: Partial<AgendaFilter>) => void;
}

type Choice = Exclude<keyof AgendaFilter, 'q'>;

/** Search and choices for a programme; only what there is more than one of can be chosen. */
export function AgendaFilters({ agenda, filter, onChange }: AgendaFiltersProps) {
  const { t } = useTranslation(['page', 'common']);
  const choices = useChoices(agenda);
  const box = useSearchBox(filter.q ?? '', (q) => onChange({ q }));
  const made = choicesMade(filter);
  const [open, setOpen] = useState(made > 0);
  return (
    <search className="agenda-filters no-print" data-open={open || undefined}>
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          type="search"
          label={t('filter.search')}
          placeholder={t('filter.searchHint')}
          leftSection={<IconSearch size={20} aria-hidden />}
          rightSection={
            filter.q && (
              <CloseButton
                size={36}
                aria-label={t('filter.clearSearch')}
                onClick={() => onChange({ q: undefined })}
              />
            )
          }
          maxLength={120}
          {...box}
        />
        {choices.length > 0 && (
          <Button
            variant="default"
            className="agenda-filters-more"
            leftSection={<IconFilter size={20} aria-hidden />}
            aria-expanded={open}
            aria-controls="agenda-choices"
            onClick={() => setOpen(!open)}
          >
            {made > 0 ? t('filter.moreMade', { made }) : t('filter.more')}
          </Button>
        )}
      </Group>
      <div id="agenda-choices" className="agenda-choices">
        {choices.map(({ name, options }) => (
          <ChoiceInput
            key={name}
            label={t(`filter.${name}`)}
            data={[{ value: '', label: t('filter.all') }, ...options]}
            value={filter[name] ?? ''}
            onChange={(value) => onChange({ [name]: value || undefined })}
          />
        ))}
      </div>
    </search>
  );
}

interface Options {
  name: Choice;
  options: { value: string; label: string }[];
}

function useChoices(agenda: Agenda): Options[] {
  const { t, i18n } = useTranslation('event');
  const { event } = useEvent();
  const reader = useReader();
  const say = useLocalised(event.languages[0]);
  return useMemo(() => {
    const { sessions } = agenda;
    const days = new Map(
      sessions.map(({ startsAt }) => [dayKey(startsAt, reader.timeZone), formatDay(startsAt, reader)]),
    );
    const used = (key: 'room' | 'track') => new Set(sessions.map((session) => session[key]));
    const [rooms, tracks] = [used('room'), used('track')];
    const kinds = new Set(sessions.map(({ kind }) => kind));
    const spoken = new Set<Language>(sessions.map(({ language }) => language));
    const all: Options[] = [
      { name: 'day', options: [...days].map(([value, label]) => ({ value, label })) },
      { name: 'track', options: agenda.tracks.filter(({ id }) => tracks.has(id)).map(named) },
      { name: 'room', options: agenda.rooms.filter(({ id }) => rooms.has(id)).map(named) },
      {
        name: 'spoken',
        options: [...spoken].map((value) => ({ value, label: languageNames[value] })),
      },
      {
        name: 'kind',
        options: sessionKinds
          .filter((kind) => kinds.has(kind))
          .map((value) => ({ value, label: t(`kind.${value}`) })),
      },
    ];
    function named({ id, name }: { id: string; name: Parameters<typeof say>[0] }) {
      return { value: id, label: say(name) };
    }
    return all.filter(({ options }) => options.length > 1);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new language brings new words
  }, [agenda, reader.timeZone, reader.language, say, i18n.language]);
}
