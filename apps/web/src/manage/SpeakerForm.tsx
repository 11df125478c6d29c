import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { ProblemError } from '@foyer/client';
import { Email, type Speaker } from '@foyer/contracts';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage } from '../ui/use-reader.js';
import { Busy } from './Busy.js';
import { TextsInput, written } from './TextsInput.js';

interface SpeakerFormProps {
  /** Null for a new one. */
  speaker: Speaker | null;
  /** The account's address; empty where there is none. */
  email: string;
  onDone: () => void;
}

export function SpeakerForm({ speaker, email: known, onDone }: SpeakerFormProps) {
  const { t } = useTranslation(['manage', 'common']);
  const { event } = useEvent();
  const [name, setName] = useState(speaker?.name ?? '');
  const [jobTitle, setJobTitle] = useState(speaker?.jobTitle ?? {});
  const [organisation, setOrganisation] = useState(speaker?.organisation ?? '');
  const [country, setCountry] = useState(speaker?.country ?? null);
  const [email, setEmail] = useState(known);
  const [tried, setTried] = useState(false);
  const create = useAction('createSpeaker', { stale: ['getAgenda', 'listCrew'] });
  const update = useAction('updateSpeaker', { stale: ['getAgenda', 'listCrew'] });
  const countries = useCountryChoices();
  const error = create.error ?? update.error;
  const noAddress = email.trim() !== '' && !Email.safeParse(email.trim()).success;

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (!name.trim() || noAddress) return;
    const job = written(jobTitle);
    const body = {
      name: name.trim(),
      jobTitle: Object.keys(job).length ? job : null,
      organisation: organisation.trim() || null,
      country,
      email: email.trim() || null,
    };
    const done = {
      onSuccess: () => {
        notifyDone(t('common:action.saved'));
        onDone();
      },
    };
    if (speaker) update.mutate({ params: { event: event.slug, speaker: speaker.slug }, body }, done);
    else create.mutate({ params: { event: event.slug }, body }, done);
  }

  return (
    <form onSubmit={save} noValidate aria-label={t(speaker ? 'speaker.change' : 'speaker.add')}>
      <Stack className="manage-form">
        <TextInput
          label={t('speaker.name')}
          maxLength={120}
          value={name}
          onChange={(change) => setName(change.currentTarget.value)}
          error={tried && !name.trim() && t('missing')}
        />
        <TextsInput
          label={t('speaker.jobTitle')}
          languages={event.languages}
          value={jobTitle}
          onChange={setJobTitle}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t('speaker.organisation')}
            maxLength={200}
            value={organisation}
            onChange={(change) => setOrganisation(change.currentTarget.value)}
          />
          <Select
            label={t('speaker.country')}
            data={countries}
            value={country}
            onChange={setCountry}
            searchable
            clearable
            autoComplete="off"
          />
        </SimpleGrid>
        <TextInput
          type="email"
          label={t('speaker.email')}
          description={t('speaker.emailHint')}
          maxLength={254}
          value={email}
          onChange={(change) => setEmail(change.currentTarget.value)}
          error={tried && noAddress && t('speaker.emailWrong')}
        />
        {error instanceof ProblemError && error.problem.code === 'person_busy' ? (
          <Busy problem={error.problem} />
        ) : (
          <Problem error={error} />
        )}
        <Group>
          <Button type="submit" loading={create.isPending || update.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useCountryChoices(): { value: string; label: string }[] {
  const language = useLanguage();
  const countries = useCountries();
  return useMemo(() => {
    const { compare } = new Intl.Collator(language);
    return Object.entries(countries)
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => compare(one.label, other.label));
  }, [countries, language]);
}
