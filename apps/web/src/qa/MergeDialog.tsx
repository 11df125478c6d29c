import { Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { DeskQuestion } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayMerge, type Counted } from './desk-columns.js';
import { DeskDialog, GoingNews, type Going } from './DeskDialog.js';
import { likeness } from './similar.js';

interface MergeDialogProps extends Going {
  question: DeskQuestion;
  questions: readonly Counted[];
  onClose: () => void;
  onMerge: (into: Counted) => void;
}

const shown = 30;

/** Chooses the question that shall stand for this one, the likest first. */
export function MergeDialog({ question, questions, onClose, onMerge, ...going }: MergeDialogProps) {
  const { t } = useTranslation(['moderation', 'qa']);
  const [wanted, setWanted] = useState('');
  const all = questions.filter((one) => mayMerge(question, one));
  const found = all
    .filter((one) => one.text.toLowerCase().includes(wanted.trim().toLowerCase()))
    .map((one) => ({ one, by: likeness(question.text, one.text) }))
    .toSorted((a, b) => b.by - a.by || b.one.votes - a.one.votes)
    .slice(0, shown);
  return (
    <DeskDialog title={t('merge.title')} onClose={onClose}>
      <Stack gap="md">
        <Text className="question-text">{question.text}</Text>
        {all.length === 0 ? (
          <Text c="dimmed">{t('merge.none')}</Text>
        ) : (
          <>
            <TextInput
              data-autofocus
              label={t('merge.search')}
              description={t('merge.hint')}
              leftSection={<IconSearch size={18} aria-hidden />}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
              onKeyDown={(event) => {
                const first = found[0];
                if (event.key === 'Enter' && first) onMerge(first.one);
              }}
            />
            <GoingNews {...going} />
            <ul className="plain-list merge-list">
              {found.map(({ one }) => (
                <li key={one.id}>
                  <UnstyledButton
                    className="merge-choice"
                    disabled={going.sending}
                    onClick={() => onMerge(one)}
                  >
                    <Text className="question-text">{one.text}</Text>
                    <Text size="sm" c="dimmed">
                      {t(`qa:state.${one.state}`)}
                      {one.state === 'approved' && ` · ${t('qa:votes', { number: one.votes })}`}
                    </Text>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </DeskDialog>
  );
}
