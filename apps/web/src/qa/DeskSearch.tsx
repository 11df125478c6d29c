import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';

interface DeskSearchProps {
  box: RefObject<HTMLInputElement | null>;
  words: string;
  onWords: (words: string) => void;
  /** Enter: goes to the first that was found. */
  onFound: () => void;
}

/** Finds questions by their words and by who asked. Escape leaves it, so that the desk's keys work on what was found. */
export function DeskSearch({ box, words, onWords, onFound }: DeskSearchProps) {
  const { t } = useTranslation('moderation');
  return (
    <TextInput
      ref={box}
      type="search"
      className="no-print"
      maw={480}
      aria-label={t('search.label')}
      placeholder={t('search.label')}
      aria-keyshortcuts="/"
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={
        words && (
          <CloseButton
            aria-label={t('search.clear')}
            onClick={() => {
              onWords('');
              box.current?.focus();
            }}
          />
        )
      }
      value={words}
      onChange={(event) => onWords(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        // The browser would empty the box.
        event.preventDefault();
        if (event.key === 'Enter') onFound();
        event.currentTarget.blur();
      }}
    />
  );
}
