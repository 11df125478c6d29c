import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { shownTo, type ShownTo } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { fieldId, type Draft } from './draft.js';

interface ShownToProps {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  wrong: boolean;
}

/** Who may find one: everybody, those who fit, some kinds of participants, nobody. */
export function ShownTo({ draft, onChange, wrong }: ShownToProps) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const choices = shownTo.filter((one) => one !== 'categories' || event.categories.length > 1);
  const why: Partial<Record<ShownTo, string>> = {
    matching: t('shown.matchingWhy'),
    nobody: t('shown.nobodyWhy'),
  };
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('shown.label')}
        description={t('shown.why')}
        value={draft.shownTo}
        onChange={(value) => {
          const chosen = choices.find((one) => one === value);
          if (chosen) onChange({ shownTo: chosen });
        }}
      >
        <Stack gap="sm" mt="xs">
          {choices.map((choice, index) => (
            <Radio
              key={choice}
              size="md"
              value={choice}
              id={index === 0 ? fieldId('shownTo') : undefined}
              label={t(`shown.${choice}`)}
              description={
                why[choice] && (
                  <Text span size="sm">
                    {why[choice]}
                  </Text>
                )
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {draft.shownTo === 'categories' && (
        <Checkbox.Group
          label={t('shown.which')}
          value={draft.shownCategories}
          onChange={(shownCategories) => onChange({ shownCategories })}
          error={wrong && t('shown.needOne')}
        >
          <Stack gap="sm" mt="xs">
            {event.categories
              .filter(({ key, hidden }) => !hidden || draft.shownCategories.includes(key))
              .map(({ key, label }) => (
                <Checkbox key={key} size="md" value={key} label={say(label)} />
              ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}
