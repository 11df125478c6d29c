import { Badge, Group, Text } from '@mantine/core';
import type { Term } from '@foyer/contracts';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { wordsLanguage } from './words-language.js';

interface TermsProps {
  label: string;
  terms: readonly Term[];
  /** The label is a heading beside it already. */
  bare?: boolean;
}

/** What somebody offers or seeks; what meets something of the reader's stands out, by a sign as well as by its colour. */
export function Terms({ label, terms, bare = false }: TermsProps) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  if (terms.length === 0) return null;
  const sorted = terms.toSorted((one, other) => Number(other.meets) - Number(one.meets));
  return (
    <Group gap={6} align="center">
      {!bare && (
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      )}
      <ul className="plain-list partner-terms" aria-label={label}>
        {sorted.map((term) => (
          <Badge
            key={term.topic ?? JSON.stringify(term.label)}
            component="li"
            className="wrapping-badge"
            variant={term.meets ? 'light' : 'outline'}
            color={term.meets ? 'accent' : 'gray'}
            size="lg"
            fw={500}
            lang={wordsLanguage(term)}
            leftSection={term.meets ? <IconCheck size={14} role="img" aria-label={t('meets')} /> : null}
          >
            {say(term.label)}
          </Badge>
        ))}
      </ul>
    </Group>
  );
}
