import { Button } from '@mantine/core';
import type { SpeakerNote as Note } from '@foyer/contracts';
import { IconCheck, IconMessage2Exclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

/** The moderators' note, large, with the one thing there is to press: that one has seen it. */
export function SpeakerNote({ session, note }: { session: string; note: Note | undefined }) {
  const { t } = useTranslation('speakerView');
  const problemText = useProblemText();
  const [sending, setSending] = useState(false);
  const see = ({ id }: Note) => {
    setSending(true);
    live
      .command('speakerNote.see', { session, note: id })
      .catch((error: unknown) => notifyProblem(problemText(error)))
      .finally(() => setSending(false));
  };
  const seen = note?.seenAt != null;
  return (
    <section
      className="speaker-note"
      aria-label={t('note.label')}
      hidden={!note}
      data-seen={seen || undefined}
    >
      <div role="status" className="speaker-note-words">
        <IconMessage2Exclamation aria-hidden />
        <p>
          <strong>{note?.text}</strong>
          {note?.by && <span>{t('note.from', { name: note.by })}</span>}
        </p>
      </div>
      {note &&
        (seen ? (
          <p className="speaker-note-seen">
            <IconCheck aria-hidden /> {t('note.seen')}
          </p>
        ) : (
          <Button
            size="xl"
            variant="default"
            loading={sending}
            leftSection={<IconCheck aria-hidden />}
            onClick={() => see(note)}
          >
            {t('note.see')}
          </Button>
        ))}
    </section>
  );
}
