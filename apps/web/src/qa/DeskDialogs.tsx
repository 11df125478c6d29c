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
  const question = asking?.question;
  if (question && asking.act === 'edit') {
    const waits = question.state === 'pending';
    const save = { label: t('edit.save'), take: (text: string) => desk.edit(question, text, false) };
    const approve = { label: t('edit.approve'), take: (text: string) => desk.edit(question, text, true) };
    return (
      <TextDialog
        title={t('edit.title')}
        label={t('edit.label')}
        hint={t('edit.hint')}
        initial={question.text}
        maxLength={300}
        onClose={cancel}
        actions={waits ? [approve, save] : [save]}
      />
    );
  }
  if (question && asking.act === 'reply') {
    return (
      <TextDialog
        title={t('reply.title')}
        about={question.text}
        label={t('reply.label')}
        hint={t('reply.hint')}
        initial={question.reply ?? ''}
        maxLength={1_000}
        onClose={cancel}
        actions={[{ label: t('reply.save'), take: (text) => desk.reply(question, text) }]}
      />
    );
  }
  if (question && asking.act === 'merge') {
    return (
      <MergeDialog
        question={question}
        questions={walk(desk.all)}
        onClose={cancel}
        onMerge={(into) => desk.merge(question, into)}
      />
    );
  }
  if (question && asking.act === 'assign') {
    return (
      <AssignDialog
        question={question}
        names={names}
        onClose={cancel}
        onAssign={(speaker) => desk.assign(question, speaker)}
      />
    );
  }
  if (question && asking.act === 'tag') {
    return (
      <TagDialog
        question={question}
        known={[...tagsOf(desk.all).keys()]}
        onClose={cancel}
        onTag={(tags) => desk.tag(question, tags)}
      />
    );
  }
  return (
    <DismissDialog
      question={asking?.act === 'dismiss' ? asking.question : null}
      onClose={cancel}
      onDismiss={(reason) => question && desk.dismiss(question, reason)}
    />
  );
}
