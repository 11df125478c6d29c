import { Stack, Text, UnstyledButton } from '@mantine/core';
import type { DeskQuestion } from '@foyer/contracts';
import { IconCheck } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskDialog, GoingNews, type Going } from './DeskDialog.js';
import type { SpeakerNames } from './speaker-names.js';

interface AssignDialogProps extends Going {
  question: DeskQuestion;
  /** Those of the stage, in its order. */
  names: SpeakerNames;
  onClose: () => void;
  onAssign: (speaker: string | null) => void;
}

/** Whom a question is for: one press chooses. */
export function AssignDialog({ question, names, onClose, onAssign, ...going }: AssignDialogProps) {
  const { t } = useTranslation('moderation');
  const current = names.has(question.assigned ?? '') ? question.assigned : null;
  const choices: (readonly [string | null, string])[] = [...names, [null, t('assign.nobody')]];
  // Whoever opens it mostly wants somebody: the first, or whom it is for already.
  const first = current ?? choices[0]?.[0] ?? null;
  return (
    <DeskDialog title={t('act.assign')} onClose={onClose}>
      <Stack gap="md">
        <Text className="question-text">{question.text}</Text>
        <Text size="sm" c="dimmed">
          {t(names.size === 0 ? 'assign.none' : 'assign.hint')}
        </Text>
        <GoingNews {...going} />
        <ul className="plain-list merge-list">
          {choices.map(([id, name]) => (
            <li key={id ?? 'nobody'}>
              <UnstyledButton
                className="merge-choice assign-choice"
                data-autofocus={id === first || undefined}
                aria-pressed={id === current}
                disabled={going.sending}
                onKeyDown={walkList}
                onClick={() => onAssign(id)}
              >
                <span>{name}</span>
                {id === current && <IconCheck size={20} aria-hidden />}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </Stack>
    </DeskDialog>
  );
}

/** The arrows go from one choice to the next, as j and k do on the desk. */
function walkList(pressed: KeyboardEvent<HTMLElement>): void {
  const down = pressed.key === 'ArrowDown' || pressed.code === 'KeyJ';
  if (!down && pressed.key !== 'ArrowUp' && pressed.code !== 'KeyK') return;
  const item = pressed.currentTarget.closest('li');
  const next = down ? item?.nextElementSibling : item?.previousElementSibling;
  next?.querySelector('button')?.focus();
  pressed.preventDefault();
}
