import { Text } from '@mantine/core';
import type { Category } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { fieldId } from './draft.js';

interface CategoryCardsProps {
  categories: readonly Category[];
  value: string;
  onChange: (category: string) => void;
  wrong: boolean;
  /** Of the group; another one where two stand on a page. */
  name?: string;
}

/** One of the event's categories, each with an example of who is meant. */
export function CategoryCards({ categories, value, onChange, wrong, name = 'category' }: CategoryCardsProps) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return (
    <fieldset className="choice-cards" aria-describedby={`${name}-why ${name}-wrong`}>
      <legend>
        <Text span fw={500}>
          {t('category.label')}
        </Text>
        <Text id={`${name}-why`} size="sm" c="dimmed">
          {t('category.why')}
        </Text>
      </legend>
      {categories.map((category, index) => (
        <label key={category.key} className="choice-card" data-chosen={category.key === value || undefined}>
          <input
            type="radio"
            name={name}
            id={index === 0 ? fieldId(name) : undefined}
            value={category.key}
            checked={category.key === value}
            onChange={() => onChange(category.key)}
          />
          <span>
            <Text span display="block" fw={600}>
              {say(category.label)}
            </Text>
            {category.example && (
              <Text span display="block" size="sm" c="dimmed">
                {t('category.example', { example: say(category.example) })}
              </Text>
            )}
          </span>
        </label>
      ))}
      <Text id={`${name}-wrong`} size="sm" c="var(--mantine-color-error)">
        {wrong && t('category.wrong')}
      </Text>
    </fieldset>
  );
}
