import { Card, Group, Select, Stack, Title } from '@mantine/core';
import { importDelimiters, importEncodings } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { SearchSelect } from '../ui/SearchSelect.js';

export type Encoding = (typeof importEncodings)[number];
export type Delimiter = (typeof importDelimiters)[number];
/** How somebody wants the file to be read; what is not there is guessed. */
export interface ReadingChoice {
  encoding?: Encoding;
  delimiter?: Delimiter;
  sheet?: string;
}

interface ReadingPanelProps {
  understood: { encoding: string | null; guessed: boolean; delimiter: string | null; sheets: string[] };
  sheet: string | undefined;
  onChange: (choice: ReadingChoice) => void;
}

const delimiterWords = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** How the file was understood, and what to correct. Nothing where there is nothing to choose. */
export function ReadingPanel({ understood, sheet, onChange }: ReadingPanelProps) {
  const { t } = useTranslation('exchange');
  const { encoding, guessed, delimiter, sheets } = understood;
  if (encoding === null && sheets.length < 2) return null;
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby="exchange-reading">
      <Stack>
        <Title order={2} id="exchange-reading">
          {t('reading.title')}
        </Title>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          {encoding !== null && (
            <SearchSelect
              label={t('reading.encoding')}
              description={guessed ? t('reading.guessed') : undefined}
              inputWrapperOrder={['label', 'input', 'description']}
              data={[...importEncodings]}
              value={encoding}
              allowDeselect={false}
              onChange={(value) => {
                const chosen = importEncodings.find((one) => one === value);
                if (chosen) onChange({ encoding: chosen });
              }}
            />
          )}
          {delimiter !== null && (
            <Select
              label={t('reading.delimiter')}
              data={importDelimiters.map((value) => ({
                value,
                label: t(`reading.${delimiterWords[value]}`),
              }))}
              value={delimiter}
              allowDeselect={false}
              onChange={(value) => {
                const chosen = importDelimiters.find((one) => one === value);
                if (chosen) onChange({ delimiter: chosen });
              }}
            />
          )}
          {sheets.length > 1 && (
            <Select
              label={t('reading.sheet')}
              data={sheets}
              value={sheet ?? sheets[0] ?? null}
              allowDeselect={false}
              onChange={(value) => {
                if (value !== null) onChange({ sheet: value });
              }}
            />
          )}
        </Group>
      </Stack>
    </Card>
  );
}
