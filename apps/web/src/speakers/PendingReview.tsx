import { Avatar, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { filePath, type ListedSpeaker, type PendingEdit } from '@foyer/contracts';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { Differences } from './Differences.js';

interface PendingReviewProps {
  speaker: ListedSpeaker;
  pending: PendingEdit;
  /** The list knows of it by then. */
  onDecided: () => void;
}

/** What the speaker has changed, beside what everybody sees: to be taken over or turned down. */
export function PendingReview({ speaker, pending, onDecided }: PendingReviewProps) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const [note, setNote] = useState('');
  const decide = useAction('reviewSpeaker', { stale: ['listSpeakers', 'getAgenda'] });
  const params = { event: event.slug, speaker: speaker.slug };
  const answer = (accept: boolean): void => {
    const body = { accept, at: pending.at, note: note.trim() || null };
    // This is gone once the list knows of the decision: what is left to do hangs on nothing here.
    decide.mutateAsync({ params, body }).then(
      () => {
        notifyDone(t(accept ? 'review.accepted' : 'review.refused'));
        onDecided();
      },
      () => undefined,
    );
  };
  return (
    <Card component="section" className="foyer-card" aria-labelledby="speaker-review">
      <Stack>
        <Title order={2} size="h3" id="speaker-review">
          {t('review.title')}
        </Title>
        {pending.photo && (
          <Group gap="sm">
            <Avatar
              src={speaker.photo && filePath(speaker.photo, 'small')}
              alt={t('review.photoBefore')}
              size={72}
            />
            <IconArrowRight size={20} aria-hidden />
            {pending.photo === 'new' ? (
              <Avatar
                src={`${api.url('getPendingPhoto', { params })}?at=${encodeURIComponent(pending.at)}`}
                alt={t('review.photoAfter')}
                size={72}
              />
            ) : (
              <Text>{t('review.photoGone')}</Text>
            )}
          </Group>
        )}
        <Differences before={speaker} after={pending.profile} />
        <Textarea
          label={t('review.note')}
          description={t('review.noteHint')}
          autosize
          minRows={2}
          maxLength={1_000}
          value={note}
          onChange={(change) => setNote(change.currentTarget.value)}
        />
        <Problem error={decide.error} />
        <Group>
          <Button loading={decide.isPending} onClick={() => answer(true)}>
            {t('review.accept')}
          </Button>
          <Button variant="default" disabled={decide.isPending} onClick={() => answer(false)}>
            {t('review.refuse')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
