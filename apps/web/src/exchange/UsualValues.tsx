import { Card, Select, SimpleGrid, Stack, Title } from '@mantine/core';
import { languages, type Language, type PersonField } from '@foyer/contracts';
import { languageNames, localised } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { CountrySelect } from '../ui/CountrySelect.js';
import { useReader } from '../ui/use-reader.js';

export interface Usual {
  category?: string;
  country?: string;
  language?: Language;
}
interface UsualValuesProps {
  /** What the columns hold. */
  held: readonly (PersonField | null)[];
  value: Usual;
  onChange: (usual: Usual) => void;
}

/** What holds for everybody of whom the table says nothing. */
export function UsualValues({ held, value, onChange }: UsualValuesProps) {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  const reader = useReader();
  const without = <K extends keyof Usual>(key: K): Usual => {
    const { [key]: _, ...rest } = value;
    return rest;
  };
  if (['category', 'country', 'language'].every((field) => held.some((one) => one === field))) return null;
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-usual">
      <Stack>
        <Title order={2} id="exchange-usual">
          {t('usual.title')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Select
            label={t('usual.category')}
            data={event.categories.map(({ key, label }) => ({
              value: key,
              label: localised(label, reader.language, event.languages[0]),
            }))}
            value={value.category ?? null}
            clearable
            onChange={(category) =>
              onChange({ ...without('category'), ...(category === null ? {} : { category }) })
            }
          />
          <CountrySelect
            label={t('usual.country')}
            value={value.country ?? null}
            clearable
            onChange={(country) =>
              onChange({ ...without('country'), ...(country === null ? {} : { country }) })
            }
          />
          <Select
            label={t('usual.language')}
            data={languages.map((code) => ({ value: code, label: languageNames[code] }))}
            value={value.language ?? event.languages[0] ?? null}
            allowDeselect={false}
            onChange={(code) => {
              const language = languages.find((one) => one === code);
              onChange({ ...without('language'), ...(language ? { language } : {}) });
            }}
          />
        </SimpleGrid>
      </Stack>
    </Card>
  );
}
