import { Button, Collapse, Stack, Switch, Text, Textarea } from '@mantine/core';
import { wordLimits, type Language } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultsOf } from './filter-draft.js';

interface WordListProps {
  language: Language;
  ready: readonly string[];
  /** Whether the ready-made list is in use. */
  used: boolean;
  onUse: (used: boolean) => void;
  /** A word or phrase a line. */
  typed: string;
  onType: (typed: string) => void;
}

/** The words of one language: the ready-made list, to be read first, and one's own. */
export function WordList({ language, ready, used, onUse, typed, onType }: WordListProps) {
  const { t } = useTranslation('questionTools');
  const [shown, setShown] = useState(false);
  const id = useId();
  const { wrong, tooMany } = faultsOf(typed);
  const name = languageNames[language];
  const error = tooMany
    ? t('lists.tooMany', { most: wordLimits.most })
    : wrong.length > 0 && t('lists.wrong', { words: wrong.join(' · ') });
  return (
    <Stack gap="md">
      <Stack gap={4} align="flex-start">
        <Switch
          label={t('lists.ready', { number: ready.length })}
          description={t('lists.readyHint')}
          checked={used}
          onChange={(event) => onUse(event.currentTarget.checked)}
        />
        <Button
          variant="subtle"
          size="sm"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'lists.hide' : 'lists.show')}
        </Button>
        <Collapse expanded={shown} id={id}>
          <Text size="sm" lang={language} className="question-text">
            {ready.join(' · ')}
          </Text>
        </Collapse>
      </Stack>
      <Textarea
        lang={language}
        label={t('lists.words', { language: name })}
        description={t('lists.wordsHint')}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
        error={error}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        autoCapitalize="none"
      />
    </Stack>
  );
}
