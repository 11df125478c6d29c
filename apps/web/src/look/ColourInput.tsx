import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { accentOf, contrastOf, type Accent } from '@foyer/contracts';
import { IconCheck, IconContrast2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isColour } from './look-draft.js';

const darkSurface = '#2b2926';
const ours = '#0f6460';

interface ColourInputProps {
  value: string;
  onChange: (colour: string) => void;
}

/** The accent: chosen freely, and what became of it so that everybody can read. */
export function ColourInput({ value, onChange }: ColourInputProps) {
  const { t } = useTranslation('look');
  const sound = isColour(value);
  const chosen = sound && value.trim() ? value.trim().toLowerCase() : null;
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <TextInput
          flex="1 1 200px"
          label={t('colour.label')}
          description={t('colour.hint')}
          value={value}
          maxLength={7}
          spellCheck={false}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          error={!sound && t('colour.wrong')}
        />
        <input
          type="color"
          className="colour-well"
          aria-label={t('colour.pick')}
          value={chosen ?? ours}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
        {value && (
          <Button variant="subtle" onClick={() => onChange('')}>
            {t('colour.reset')}
          </Button>
        )}
      </Group>
      <div role="status">{chosen && <Corrections accent={accentOf(chosen)} />}</div>
    </Stack>
  );
}

function Corrections({ accent }: { accent: Accent }) {
  const { t } = useTranslation('look');
  const told = (contrast: number): string => (Math.floor(contrast * 10) / 10).toFixed(1);
  const grounds = [
    { key: 'onLight', ground: '#ffffff', ...accent.onLight },
    { key: 'onDark', ground: darkSurface, ...accent.onDark },
  ] as const;
  return (
    <ul className="plain-list colour-grounds">
      {grounds.map(({ key, ground, colour, contrast, corrected }) => (
        <li key={key}>
          <Text fw={600}>{t(`colour.${key}`)}</Text>
          <Group gap="md">
            <Swatch
              label={t('colour.chosen', { colour: accent.chosen })}
              colour={accent.chosen}
              ground={ground}
            />
            {corrected && <Swatch label={t('colour.used', { colour })} colour={colour} ground={ground} />}
          </Group>
          <Group gap={6} wrap="nowrap" align="flex-start">
            {corrected ? <IconContrast2 size={20} aria-hidden /> : <IconCheck size={20} aria-hidden />}
            <Text size="sm">
              {corrected
                ? t('colour.corrected', {
                    colour,
                    before: told(contrastOf(accent.chosen, ground)),
                    after: told(contrast),
                  })
                : t('colour.asChosen', { after: told(contrast) })}
            </Text>
          </Group>
        </li>
      ))}
    </ul>
  );
}

function Swatch({ label, colour, ground }: { label: string; colour: string; ground: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <span className="colour-swatch" style={{ background: ground }} aria-hidden>
        <span style={{ background: colour }} />
      </span>
      <Text size="sm">{label}</Text>
    </Group>
  );
}
