import { ActionIcon, Container } from '@mantine/core';
import { streams, type Agenda, type Presence, type Session } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconAlertTriangle, IconHourglass, IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAgenda } from '../events/use-agenda.js';
import { useEvent } from '../events/use-event.js';
import { useStream } from '../server/live.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Problem } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { DelayBadge, EventClockText, StartsIn } from './Clocks.js';
import { presenceIcons } from './presence-icons.js';
import { missedBefore, stageOf, type OnStage } from './presence.js';
import { endOf } from './end-of.js';
import { linesOf, useRunning, type Line, type Running } from './use-running.js';
import './running.css';

/** For the studio's wall and the moderator's second screen: now, next, time left, delay. Nothing to press. */
export default function StudioPage() {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const agenda = useAgenda();
  const backstage = useStream(streams.backstage, { event: event.id });
  const title = `${t('studio.title')} · ${say(event.title)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  if (backstage?.status === 'refused') {
    return (
      <Container size={960} py="xl">
        <Problem error={backstage.problem} />
      </Container>
    );
  }
  return (
    <Loaded query={agenda} page>
      {(answer) =>
        backstage?.state ? (
          <Screen agenda={answer} presence={backstage.state.presence} />
        ) : (
          <Container size={960} py="xl">
            <Loading />
          </Container>
        )
      }
    </Loaded>
  );
}

function Screen({ agenda, presence }: { agenda: Agenda; presence: Readonly<Record<string, Presence>> }) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const running = useRunning(agenda);
  const [search] = useSearchParams();
  const { lines } = linesOf(agenda, running, event.timeZone);
  const line =
    lines.find(({ key }) => key === search.get('room')) ??
    lines.find(({ room }) => room?.kind === 'studio') ??
    lines[0];
  return (
    <div className="studio">
      <header className="studio-head">
        <h1>
          {say(event.title)}
          {line?.room && lines.length > 1 && ` · ${say(line.room.name)}`}
        </h1>
        {line && <DelayBadge delay={line.outlook.delay} />}
        <span className="studio-clock">
          <EventClockText />
        </span>
        <FullScreen />
      </header>
      {line ? (
        <Points line={line} running={running} agenda={agenda} presence={presence} />
      ) : (
        <p className="studio-none">{t('studio.noneTitle')}</p>
      )}
    </div>
  );
}

interface PointsProps {
  line: Line;
  running: Running;
  agenda: Agenda;
  presence: Readonly<Record<string, Presence>>;
}

function Points({ line, running, agenda, presence }: PointsProps) {
  const { t } = useTranslation('running');
  const by = new Map(line.sessions.map((session) => [session.id, session]));
  const now = line.outlook.now.flatMap((id) => by.get(id) ?? [])[0];
  const next = line.outlook.next === null ? undefined : by.get(line.outlook.next);
  return (
    <>
      <section className="studio-now" aria-labelledby="studio-now">
        <h2 id="studio-now">{t('now')}</h2>
        {now ? (
          <>
            <StudioTitle session={now} />
            <Stage people={stageOf(now, agenda, presence)} missing />
            <BigLeft end={endOf(now, running)} />
          </>
        ) : (
          <p className="studio-none">{t('nothingOn')}</p>
        )}
      </section>
      <section className="studio-next" aria-labelledby="studio-next">
        <h2 id="studio-next">
          {t('next')}
          {next && (
            <span>
              {' · '}
              <StartsIn at={running.times.get(next.id)?.start ?? 0} />
            </span>
          )}
        </h2>
        {next ? (
          <>
            <StudioTitle session={next} />
            <Stage
              people={stageOf(next, agenda, presence)}
              missing={(running.times.get(next.id)?.start ?? 0) - running.at <= missedBefore}
            />
          </>
        ) : (
          <p className="studio-none">{t('nothingNext')}</p>
        )}
      </section>
    </>
  );
}

function StudioTitle({ session }: { session: Session }) {
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  return (
    <p className="studio-title" lang={languageOf(session.title, language, event.languages[0])}>
      {say(session.title)}
    </p>
  );
}

/** @param missing whether who is not there yet ought to be */
function Stage({ people, missing }: { people: readonly OnStage[]; missing: boolean }) {
  const { t } = useTranslation('running');
  if (people.length === 0) return null;
  return (
    <ul className="plain-list studio-people">
      {people.map((who) => {
        const word = missing && !who.present ? 'missing' : who.word;
        const Icon = presenceIcons[word];
        return (
          <li key={who.speaker.id} data-word={word}>
            <Icon aria-hidden />
            <span>
              <strong>{who.speaker.name}</strong>
              <span>{t(`presence.${word}`)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** `12:34` left, or over time; with a word and an icon, for colour never speaks alone. */
function BigLeft({ end }: { end: number }) {
  const { t } = useTranslation('running');
  const { event } = useEvent();
  const now = useNow(event);
  const over = now > end;
  const seconds = Math.floor(Math.abs(end - now) / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const Icon = over ? IconAlertTriangle : IconHourglass;
  const soon = !over && end - now <= 2 * 60_000;
  return (
    <p className="studio-left tabular" data-over={over || undefined} data-soon={soon || undefined}>
      <span className="studio-figures">{hours > 0 ? `${hours}:${rest}` : rest}</span>
      <span className="studio-word">
        <Icon aria-hidden /> {t(over ? 'studio.over' : 'studio.left')}
      </span>
    </p>
  );
}

function FullScreen() {
  const { t } = useTranslation('running');
  const [full, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const Icon = full ? IconMinimize : IconMaximize;
  return (
    <ActionIcon
      size={56}
      aria-label={t(full ? 'studio.leave' : 'studio.full')}
      onClick={() => void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen())}
    >
      <Icon size={32} aria-hidden />
    </ActionIcon>
  );
}
