import { useTranslation } from 'react-i18next';
import { AssignDialog } from './AssignDialog.js';
import { tagsOf, walk } from './desk-columns.js';
import { DismissDialog } from './DismissDialog.js';
import { MergeDialog } from './MergeDialog.js';
import type { SpeakerNames } from './speaker-names.js';
import { TagDialog } from './TagDialog.js';
import { TextDialog } from './TextDialog.js';
import type { useDesk } from './use-desk.js';

interface DeskDialogsProps {
  desk: ReturnType<typeof useDesk>;
  /** Those of the stage. */
  names: SpeakerNames;
}

/** What an act has to be told before it is done. */
export function DeskDialogs({ desk, names }: DeskDialogsProps) {
  const { t } = useTranslation('moderation');
  const { asking, cancel } = desk;
  if (!asking) return null;
  const { question, draft, keep, sending, problem } = asking;
  const going = { sending, problem };
  const writing = { ...going, draft, onDraft: keep, onClose: cancel };
  if (asking.act === 'edit') {
    const waits = question.state === 'pending';
    const save = { label: t('edit.save'), take: (text: string) => desk.edit(question, text, false) };
    const approve = { label: t('edit.approve'), take: (text: string) => desk.edit(question, text, true) };
    return (
      <TextDialog
        title={t('edit.title')}
        about={asking.changed ? t('edit.changed', { text: question.text }) : undefined}
        label={t('edit.label')}
        hint={t('edit.hint')}
        initial={question.text}
        maxLength={300}
        {...writing}
        actions={waits ? [approve, save] : [save]}
      />
    );
  }
  if (asking.act === 'reply') {
    return (
      <TextDialog
        title={t('reply.title')}
        about={question.text}
        label={t('reply.label')}
        hint={t('reply.hint')}
        initial={question.reply ?? ''}
        maxLength={1_000}
        {...writing}
        actions={[{ label: t('reply.save'), take: (text) => desk.reply(question, text) }]}
      />
    );
  }
  if (asking.act === 'merge') {
    return (
      <MergeDialog
        question={question}
        questions={walk(desk.all)}
        {...going}
        onClose={cancel}
        onMerge={(into) => desk.merge(question, into)}
      />
    );
  }
  if (asking.act === 'assign') {
    return (
      <AssignDialog
        question={question}
        names={names}
        {...going}
        onClose={cancel}
        onAssign={(speaker) => desk.assign(question, speaker)}
      />
    );
  }
  if (asking.act === 'tag') {
    return (
      <TagDialog
        question={question}
        known={[...tagsOf(desk.all).keys()]}
        {...going}
        onClose={cancel}
        onTag={(tags) => desk.tag(question, tags)}
      />
    );
  }
  return (
    <DismissDialog
      question={question}
      {...going}
      draft={draft}
      onDraft={keep}
      onClose={cancel}
      onDismiss={(why) => desk.dismiss(question, why)}
    />
  );
}
