import { Card, Select, Stack, Text, Title } from '@mantine/core';
import { personFields, type PersonField } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../server/api.js';

interface ColumnChoiceProps {
  headings: Answer<'previewPeopleImport'>['headings'];
  onChange: (columns: (PersonField | null)[]) => void;
}

/** What each column of the table holds. */
export function ColumnChoice({ headings, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation('exchange');
  const fields = headings.map(({ field }) => field);
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-columns">
      <Stack>
        <div>
          <Title order={2} id="exchange-columns">
            {t('columns.title')}
          </Title>
          <Text c="dimmed">{t('columns.text')}</Text>
        </div>
        {headings.map(({ heading, field, example }, index) => (
          <div key={index} className="exchange-row">
            <div>
              <Text fw={600} className="exchange-change">
                {heading || '—'}
              </Text>
              <Text size="sm" c="dimmed" className="exchange-change">
                {example ? t('columns.example', { example }) : t('columns.emptyExample')}
              </Text>
            </div>
            <Select
              aria-label={t('columns.holds', { heading: heading || index + 1 })}
              data={personFields.map((value) => ({ value, label: t(`field.${value}`) }))}
              value={field}
              placeholder={t('columns.ignore')}
              clearable
              onChange={(value) => {
                const chosen = personFields.find((one) => one === value) ?? null;
                // A field has one column: another that held it is left out now.
                onChange(fields.map((one, at) => (at === index ? chosen : one === chosen ? null : one)));
              }}
            />
          </div>
        ))}
      </Stack>
    </Card>
  );
}
