import { Button, Card, Group, Radio, Stack, Text, Title } from '@mantine/core';
import type { FileInfo, PersonField, Task, WhenFull } from '@foyer/contracts';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { WhenFullChoice } from '../registration/WhenFullChoice.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { Loading } from '../ui/Loading.js';
import { ColumnChoice } from './ColumnChoice.js';
import { FoundPeople } from './FoundPeople.js';
import { ReadingPanel, type ReadingChoice } from './ReadingPanel.js';
import { FileProblem, Said } from './Said.js';
import { TaskProgress } from './TaskProgress.js';
import { UsualValues, type Usual } from './UsualValues.js';

interface PeopleImportProps {
  file: FileInfo;
  onAgain: () => void;
}

/** A table of people: how it is read, what its columns hold, what is in it, and then into the event. */
export function PeopleImport({ file, onAgain }: PeopleImportProps) {
  const { t } = useTranslation('exchange');
  const { event } = useEvent();
  const [reading, setReading] = useState<ReadingChoice>({});
  const [columns, setColumns] = useState<(PersonField | null)[] | undefined>(undefined);
  const [usual, setUsual] = useState<Usual>({});
  const [doubles, setDoubles] = useState<'skip' | 'take'>('skip');
  const [state, setState] = useState<'invited' | 'confirmed'>('invited');
  const [task, setTask] = useState<Task | null>(null);
  const [full, setFull] = useState<WhenFull | null>(null);
  const params = { event: event.slug };
  const places = useCall('getRegistrationSettings', { params }, { enabled: state === 'confirmed' });
  const body = { file: file.id, ...reading, ...(columns ? { columns } : {}), usual, doubles };
  const preview = useCall('previewPeopleImport', { params, body }, { staleTime: Infinity, keepOld: true });
  const begin = useAction('importPeople', { stale: ['listTasks'], once: true });
  const { data } = preview;
  if (task) return <TaskProgress first={task} onAgain={onAgain} />;
  const count = data ? data.counts.new + data.counts.updated : 0;
  const few = state === 'confirmed' && places.data ? fewPlaces(places.data, count) : undefined;
  const whenFull = full ?? (few && few.free > 0 ? 'fill' : 'refuse');
  return (
    <Stack gap="lg">
      <Button
        variant="subtle"
        leftSection={<IconArrowLeft size={20} aria-hidden />}
        onClick={onAgain}
        w="fit-content"
      >
        {t('another')}
      </Button>
      {!data && !preview.error && <Loading />}
      <FileProblem error={preview.error} />
      {data && (
        <>
          <ReadingPanel
            understood={data.understood}
            sheet={reading.sheet}
            onChange={(change) => {
              // Read otherwise, the columns are others.
              setColumns(undefined);
              setReading({ ...reading, ...change });
            }}
          />
          <ColumnChoice headings={data.headings} onChange={setColumns} />
          <UsualValues held={data.headings.map(({ field }) => field)} value={usual} onChange={setUsual} />
          <Said said={data.said} />
          <FoundPeople preview={data} />
          {data.counts.double > 0 || doubles === 'take' ? (
            <Choice
              label={t('doubles.title')}
              value={doubles}
              onChange={(value) => setDoubles(value === 'take' ? 'take' : 'skip')}
              options={{ skip: t('doubles.skip'), take: t('doubles.take') }}
            />
          ) : null}
          <Choice
            label={t('state.title')}
            value={state}
            onChange={(value) => setState(value === 'confirmed' ? 'confirmed' : 'invited')}
            options={{ invited: t('state.invited'), confirmed: t('state.confirmed') }}
          />
          {few && <WhenFullChoice {...few} choice order="table" value={whenFull} onChange={setFull} />}
          {data.said.errors > 0 && <Text>{t('fixFirst')}</Text>}
          <Group>
            <Button
              loading={begin.isPending}
              disabled={data.said.errors > 0 || count === 0 || (few && whenFull === 'refuse')}
              onClick={() =>
                begin.mutate({ params, body: { ...body, state, whenFull } }, { onSuccess: setTask })
              }
            >
              {t('start', { count })}
            </Button>
          </Group>
          <FileProblem error={begin.error} />
        </>
      )}
    </Stack>
  );
}

/** What has to be said before more people are given places than there are. */
function fewPlaces({ settings: { capacity }, counts }: Answer<'getRegistrationSettings'>, people: number) {
  if (capacity === null || counts.confirmed + people <= capacity) return undefined;
  const free = Math.max(0, capacity - counts.confirmed);
  return { free, people, confirmed: counts.confirmed + people, capacity };
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: Record<string, string>;
}

function Choice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <Card className="foyer-card" padding="lg">
      <Radio.Group label={<Title order={2}>{label}</Title>} value={value} onChange={onChange}>
        <Stack gap="xs" mt="sm">
          {Object.entries(options).map(([key, words]) => (
            <Radio key={key} value={key} label={words} />
          ))}
        </Stack>
      </Radio.Group>
    </Card>
  );
}
