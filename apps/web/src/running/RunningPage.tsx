import { Anchor, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { streams, type Agenda, type RunningStep } from '@foyer/contracts';
import { capitalised, formatDay } from '@foyer/locales';
import { IconDeviceTv, IconKeyboard, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { Announcer } from '../qa/Announcer.js';
import { AnnounceDesk } from '../signs/AnnounceDesk.js';
import { useStream } from '../server/live.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { EventClockLine } from './Clocks.js';
import { LateDialog } from './LateDialog.js';
import { stageOf } from './presence.js';
import { RoomPanel } from './RoomPanel.js';
import { RunningKeysHelp } from './RunningKeysHelp.js';
import { RunningRow } from './RunningRow.js';
import { StepLog } from './StepLog.js';
import { useActs } from './use-acts.js';
import { useRunningKeys } from './use-keys.js';
import { linesOf, useRunning, type Line } from './use-running.js';
import './running.css';

/** Where the day is run: for organisers and moderators. */
export default function RunningPage() {
  const { t } = useTranslation('running');
  const agenda = useAgenda();
  return (
    <Page
      title={t('title')}
      width="wide"
      intro={
        <Stack gap={4}>
          <Text c="dimmed" maw={720}>
            {t('intro')}
          </Text>
          <EventClockLine />
        </Stack>
      }
    >
      <AnnounceDesk session={null} />
      <Loaded query={agenda}>{(answer) => <Board agenda={answer} />}</Loaded>
    </Page>
  );
}

function Board({ agenda }: { agenda: Agenda }) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const running = useRunning(agenda);
  const backstage = useStream(streams.backstage, { event: event.id });
  const acts = useActs();
  const [search, setSearch] = useSearchParams();
  const [late, setLate] = useState(false);
  const [help, setHelp] = useState(false);
  const { day, lines } = linesOf(agenda, running, event.timeZone);
  const line = lines.find(({ key }) => key === search.get('room')) ?? lines[0];
  const steps = Object.values(backstage?.state?.step ?? {}).sort((one, other) => other.id - one.id);
  const undo = line ? undoable(steps, line) : null;
  const playing = line?.outlook.now.find((id) => running.times.get(id)?.state === 'running');
  useRunningKeys(
    {
      start: () => line?.outlook.toStart != null && acts.start(line.outlook.toStart),
      end: () => playing !== undefined && acts.end(playing),
      late: () => setLate(true),
      undo: () => undo !== null && acts.undo(undo),
      help: () => setHelp(true),
    },
    line !== undefined && !late && !help,
  );
  if (backstage?.status === 'refused') return <Problem error={backstage.problem} />;
  if (!line) {
    return (
      <Empty
        icon={<IconListCheck />}
        title={t('emptyTitle')}
        text={t('emptyText')}
        action={
          <Button component={Link} to={`/e/${event.slug}`}>
            {t('toAgenda')}
          </Button>
        }
      />
    );
  }
  const waiting = line.sessions.filter(({ id }) => running.times.get(id)?.state === 'waiting');
  const presence = backstage?.state?.presence ?? {};
  return (
    <Stack gap="lg" className="running-board">
      <Group justify="space-between" gap="sm">
        {lines.length > 1 && (
          <Rooms
            lines={lines}
            value={line.key}
            onChange={(key) => setSearch({ room: key }, { replace: true })}
          />
        )}
        <Group gap="sm">
          <Anchor component={Link} to={`/e/${event.slug}/studio?room=${line.key}`} className="running-link">
            <IconDeviceTv size={20} aria-hidden /> {t('toStudio')}
          </Anchor>
          <Button
            variant="subtle"
            color="gray"
            className="from-md"
            leftSection={<IconKeyboard size={20} aria-hidden />}
            onClick={() => setHelp(true)}
          >
            {t('keys.title')}
          </Button>
        </Group>
      </Group>
      <RoomPanel line={line} running={running} acts={acts} undo={undo} onLate={() => setLate(true)} />
      <Stack gap="sm" component="section" aria-labelledby="running-sessions">
        <Title order={2} id="running-sessions">
          {capitalised(formatDay(`${day}T12:00:00Z`, { language, timeZone: 'UTC' }, 'full'), language)}
        </Title>
        <ol className="plain-list">
          {line.sessions.map((session) => {
            const times = running.times.get(session.id);
            return times ? (
              <RunningRow
                key={session.id}
                session={session}
                times={times}
                shortened={running.rows[session.id]?.shortenedMinutes ?? 0}
                stage={stageOf(session, agenda, presence)}
                waiting={waiting}
                acts={acts}
                at={running.at}
              />
            ) : null;
          })}
        </ol>
      </Stack>
      <StepLog steps={steps} agenda={agenda} />
      <LateDialog opened={late} onClose={() => setLate(false)} line={line} running={running} acts={acts} />
      <Announcer
        news={[
          `${t('now')}: ${titles(line.outlook.now, t('nothingOn'))}`,
          `${t('next')}: ${titles([line.outlook.next ?? ''], t('nothingNext'))}`,
        ].join('. ')}
      />
      <RunningKeysHelp opened={help} onClose={() => setHelp(false)} />
    </Stack>
  );

  function titles(ids: readonly string[], none: string): string {
    const named = agenda.sessions.filter(({ id }) => ids.includes(id)).map(({ title }) => say(title));
    return named.join(', ') || none;
  }
}

interface RoomsProps {
  lines: readonly Line[];
  value: string;
  onChange: (key: string) => void;
}

function Rooms({ lines, value, onChange }: RoomsProps) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  return (
    <SegmentedControl
      className="wrapping-control"
      aria-label={t('rooms')}
      value={value}
      onChange={onChange}
      data={lines.map(({ key, room }) => ({ value: key, label: room ? say(room.name) : t('noRoom') }))}
    />
  );
}

/** The last step in this room that can be taken back. */
function undoable(steps: readonly RunningStep[], line: Line): number | null {
  const own = new Set(line.sessions.map(({ id }) => id));
  const last = steps.find(
    ({ step, undone, session }) =>
      !undone && step !== 'presence' && step !== 'undone' && session !== null && own.has(session),
  );
  return last?.id ?? null;
}
