import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { ProblemError } from '@foyer/client';
import { sessionKinds, type Agenda, type Session } from '@foyer/contracts';
import { languageNames, localised } from '@foyer/locales';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { Busy } from './Busy.js';
import { draftOf, readDraft, type SessionDraft, type SessionField } from './session-draft.js';
import { freeSlug } from './slug.js';
import { TextsInput } from './TextsInput.js';

interface SessionFormProps {
  agenda: Agenda;
  /** Null for a new one. */
  session: Session | null;
  onDone: () => void;
}

export function SessionForm({ agenda, session, onDone }: SessionFormProps) {
  const { t } = useTranslation(['manage', 'common', 'event']);
  const { event } = useEvent();
  const [draft, setDraft] = useState(() => draftOf(session, event, agenda.sessions));
  const [wrong, setWrong] = useState<ReadonlySet<SessionField>>(new Set());
  const create = useAction('createSession', { stale: ['getAgenda'] });
  const update = useAction('updateSession', { stale: ['getAgenda'] });
  const remove = useAction('deleteSession', { stale: ['getAgenda'] });
  const [removing, setRemoving] = useState(false);
  const change = (part: Partial<SessionDraft>): void => setDraft({ ...draft, ...part });
  const error = create.error ?? update.error ?? remove.error;
  const people = agenda.speakers.map(({ id, name }) => ({ value: id, label: name }));
  const done = {
    onSuccess: () => {
      notifyDone(t('common:action.saved'));
      onDone();
    },
  };

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    const read = readDraft(draft, event);
    setWrong('wrong' in read ? read.wrong : new Set());
    if ('wrong' in read) return;
    const { body } = read;
    if (session) {
      update.mutate({ params: { event: event.slug, session: session.slug }, body }, done);
      return;
    }
    const taken = agenda.sessions.map(({ slug }) => slug);
    const slug = freeSlug(localised(body.title, 'en', event.languages[0]), body.kind, taken);
    create.mutate({ params: { event: event.slug }, body: { ...body, slug } }, done);
  }

  return (
    <form onSubmit={save} noValidate aria-label={t(session ? 'session.change' : 'session.add')}>
      <Stack className="manage-form">
        <ChoiceInput
          label={t('session.kind')}
          data={sessionKinds.map((value) => ({ value, label: t(`event:kind.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <TextsInput
          label={t('session.title')}
          languages={event.languages}
          value={draft.title}
          onChange={(title) => change({ title })}
          error={wrong.has('title') && t('missing')}
        />
        <TextsInput
          label={t('session.abstract')}
          languages={event.languages}
          value={draft.abstract}
          onChange={(abstract) => change({ abstract })}
          lines
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="datetime-local"
            label={t('starts')}
            value={draft.starts}
            onChange={(event_) => change({ starts: event_.currentTarget.value })}
            error={wrong.has('starts') && t('noTime')}
          />
          <TextInput
            type="datetime-local"
            label={t('ends')}
            value={draft.ends}
            onChange={(event_) => change({ ends: event_.currentTarget.value })}
            error={wrong.has('backwards') ? t('backwards') : wrong.has('ends') && t('noTime')}
          />
          <Autocomplete
            size="md"
            label={t('session.room')}
            data={agenda.rooms}
            maxLength={120}
            value={draft.room}
            onChange={(room) => change({ room })}
          />
          <ChoiceInput
            label={t('session.language')}
            data={event.languages.map((value) => ({ value, label: languageNames[value] }))}
            value={draft.language}
            onChange={(language) => change({ language })}
          />
        </SimpleGrid>
        {(['speakers', 'moderators'] as const).map((role) => (
          <MultiSelect
            key={role}
            label={t(`session.${role}`)}
            data={people.filter(
              ({ value }) => !draft[role === 'speakers' ? 'moderators' : 'speakers'].includes(value),
            )}
            value={draft[role]}
            onChange={(chosen) => change({ [role]: chosen })}
            searchable
            description={people.length === 0 && t('session.nobody')}
            size="md"
          />
        ))}
        <Checkbox
          label={t('session.questions')}
          checked={draft.questions}
          onChange={(event_) => change({ questions: event_.currentTarget.checked })}
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
          {session && !removing && (
            <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
              {t('session.remove')}
            </Button>
          )}
          {session && removing && (
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() =>
                remove.mutate({ params: { event: event.slug, session: session.slug } }, { onSuccess: onDone })
              }
            >
              {t('session.removeSure')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
