import { Button, Group, Stack, TextInput } from '@mantine/core';
import { ProblemError } from '@foyer/client';
import { Email, filePath, type ListedSpeaker } from '@foyer/contracts';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Busy } from '../manage/Busy.js';
import { api, forget } from '../server/api.js';
import { ImageInput } from '../ui/ImageInput.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { absenceDrafts, absentTimes } from './absence-draft.js';
import { AbsencesInput } from './AbsencesInput.js';
import { ClaimLine } from './ClaimLine.js';
import { ProfileFields } from './ProfileFields.js';
import { draftOf, profileOf } from './profile-draft.js';
import { RemoveSpeaker } from './RemoveSpeaker.js';

interface SpeakerFormProps {
  /** Null for a new one. */
  speaker: ListedSpeaker | null;
  onDone: () => void;
}

/** Everything that organisers keep of a speaker. */
export function SpeakerForm({ speaker, onDone }: SpeakerFormProps) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const [draft, setDraft] = useState(() => draftOf(speaker));
  const [email, setEmail] = useState(speaker?.email ?? '');
  const [absences, setAbsences] = useState(() => absenceDrafts(speaker?.absences ?? [], event.timeZone));
  const [chosen, setChosen] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const preview = usePreview(chosen);
  const noAddress = email.trim() !== '' && !Email.safeParse(email.trim()).success;
  const named = { event: event.slug, speaker: speaker?.slug ?? '' };

  async function save(submitted: FormEvent): Promise<void> {
    submitted.preventDefault();
    setTried(true);
    const profile = profileOf(draft);
    const times = absentTimes(absences, event.timeZone);
    if (!profile || !times || noAddress) return;
    const body = { ...profile, email: email.trim() || null };
    setSaving(true);
    setError(null);
    try {
      const saved = speaker
        ? await api.call('updateSpeaker', { params: named, body })
        : await api.call('createSpeaker', { params: { event: event.slug }, body });
      const params = { event: event.slug, speaker: saved.slug };
      if (times.length || speaker?.absences.length)
        await api.call('putSpeakerAbsences', { params, body: { absences: times } });
      if (chosen) await api.call('putSpeakerPhoto', { params, body: chosen });
      notifyDone(t('common:action.saved'));
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
      await refresh();
    }
  }

  return (
    <form
      onSubmit={(submitted) => void save(submitted)}
      noValidate
      aria-label={speaker ? t('change', { name: speaker.name }) : t('add')}
    >
      <Stack>
        <ImageInput
          label={t('form.photo')}
          shape="face"
          alt={t('form.photoOf', { name: draft.name })}
          src={speaker ? speaker.photo && filePath(speaker.photo, 'small') : preview}
          quiet={!speaker}
          // A new speaker's picture goes with the first saving.
          onSend={async (file, options) => {
            if (!speaker) setChosen(file);
            else {
              await api.call('putSpeakerPhoto', { params: named, body: file }, options);
              await refresh();
            }
          }}
          onRemove={async () => {
            if (!speaker) setChosen(null);
            else {
              await api.call('deleteSpeakerPhoto', { params: named });
              await refresh();
            }
          }}
        />
        <ProfileFields languages={event.languages} draft={draft} onChange={setDraft} tried={tried} />
        <TextInput
          type="email"
          label={t('form.email')}
          description={t('form.emailHint')}
          maxLength={254}
          value={email}
          onChange={(change) => setEmail(change.currentTarget.value)}
          error={tried && noAddress && t('form.emailWrong')}
        />
        {speaker && <ClaimLine speaker={speaker} />}
        <AbsencesInput absences={absences} onChange={(list) => setAbsences([...list])} tried={tried} />
        {error instanceof ProblemError && error.problem.code === 'person_busy' ? (
          <Busy problem={error.problem} />
        ) : (
          <Problem error={error} />
        )}
        <Group>
          <Button type="submit" loading={saving}>
            {t('common:action.save')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('cancel')}
          </Button>
          {speaker && <RemoveSpeaker speaker={speaker} onDone={onDone} />}
        </Group>
      </Stack>
    </form>
  );
}

const refresh = (): Promise<void> => forget('listSpeakers', 'listCrew', 'getAgenda');

/** An address at which a chosen file can be seen. */
function usePreview(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [file]);
  return address;
}
