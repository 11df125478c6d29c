import { Button, Group, Text, TextInput } from '@mantine/core';
import type { PublicQuestion } from '@foyer/contracts';
import { IconSearch } from '@tabler/icons-react';
import { memo, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnsweredList, QuestionList } from './QuestionList.js';
import { searchFor } from './question-search.js';
import type { SeenVotes } from './vote-book.js';

/** With fewer, one has read them all before one has typed a word. */
const worthSearching = 12;

const publicTexts = ({ text, author, organisation }: PublicQuestion) => [text, author, organisation];

interface QuestionsProps {
  waiting: readonly PublicQuestion[];
  answered: readonly PublicQuestion[];
  votesOf: (question: PublicQuestion) => SeenVotes;
  /** Undefined for who may not vote. */
  onToggle: ((question: PublicQuestion) => void) | undefined;
}

/** What everybody asks: what waits and what is answered, searched together where there is much of it. */
export const Questions = memo(function Questions({ waiting, answered, votesOf, onToggle }: QuestionsProps) {
  const [wanted, setWanted] = useState('');
  const deferred = useDeferredValue(wanted);
  const fits = useMemo(() => searchFor(deferred, publicTexts), [deferred]);
  const answeredFound = useMemo(() => (fits ? answered.filter(fits) : answered), [fits, answered]);
  const found = fits && waiting.filter(fits).length + answeredFound.length;
  const searched = wanted !== '' || waiting.length + answered.length >= worthSearching;
  return (
    <>
      <QuestionList
        questions={waiting}
        fits={fits}
        search={searched && <SearchBox wanted={wanted} onWanted={setWanted} found={found} />}
        votesOf={votesOf}
        onToggle={onToggle}
      />
      <AnsweredList questions={answeredFound} votesOf={votesOf} />
    </>
  );
});

interface SearchBoxProps {
  wanted: string;
  onWanted: (wanted: string) => void;
  /** How many there are; null while nothing is looked for. */
  found: number | null;
}

function SearchBox({ wanted, onWanted, found }: SearchBoxProps) {
  const { t } = useTranslation('qa');
  const box = useRef<HTMLInputElement>(null);
  return (
    <search>
      <TextInput
        ref={box}
        type="search"
        label={t('list.search')}
        leftSection={<IconSearch size={20} aria-hidden />}
        maxLength={120}
        value={wanted}
        onChange={(event) => onWanted(event.currentTarget.value)}
      />
      <Group gap="sm" justify="space-between" mt={found === null ? 0 : 'xs'}>
        {/* There before it has words: what comes into it later is read out. */}
        <Text size="sm" role="status">
          {found === null ? '' : found === 0 ? t('list.nothingFound') : t('list.found', { found })}
        </Text>
        {found !== null && (
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            onClick={() => {
              onWanted('');
              // The button goes; the box is where one goes on.
              box.current?.focus();
            }}
          >
            {t('list.showAll')}
          </Button>
        )}
      </Group>
    </search>
  );
}
