import type { ExpectedTimes, Session } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { IconMapPin, IconPlayerPlayFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Materials } from '../materials/Materials.js';
import { hasPage } from '../pages.js';
import { SessionSeats } from '../seats/SessionSeats.js';
import { ProgrammeNote } from '../running/ProgrammeNote.js';
import { StarButton } from '../stars/StarButton.js';
import type { Stars } from '../stars/use-stars.js';
import { kindIcons } from './kind-icons.js';
import type { RowTexts } from './use-row-texts.js';

interface AgendaRowProps {
  id: string;
  session: Session;
  texts: RowTexts;
  now: boolean;
  over: boolean;
  /** As it runs, where that is not as planned. */
  times: ExpectedTimes | undefined;
  /** Null while nobody is signed in. */
  starred: boolean | null;
  star: Stars['toggle'];
}

/** One session of the programme. Plain elements and no hooks but for words: there may be hundreds of rows. */
export const AgendaRow = memo(function AgendaRow(props: AgendaRowProps) {
  const { id, session, texts, now, over, times, starred, star } = props;
  const { t } = useTranslation(['page', 'event', 'common']);
  const { say, tongue } = texts;
  const speakers = texts.people(session.speakers);
  const moderators = texts.people(session.moderators.filter((one) => !session.speakers.includes(one)));
  const there = texts.there(session);
  const room = texts.room(session);
  const track = texts.track(session);
  const page = texts.page(session);
  const materials = texts.materials(session);
  const title = say(session.title);
  const Icon = kindIcons[session.kind];
  return (
    <li
      className="agenda-row"
      id={id}
      tabIndex={-1}
      data-kind={session.kind}
      data-now={now || undefined}
      data-over={over || undefined}
    >
      <div className="agenda-time">
        <time dateTime={session.startsAt}>{texts.here(session)}</time>
        {there && <span className="agenda-there">{there}</span>}
        {times && <ProgrammeNote planned={session.startsAt} times={times} />}
        {now && (
          <span className="agenda-now">
            <IconPlayerPlayFilled size={12} aria-hidden />
            {t('common:time.now')}
          </span>
        )}
      </div>
      <div className="agenda-what">
        <h4 className="agenda-title" lang={tongue(session.title)}>
          {page ? <Link to={page}>{title}</Link> : title}
        </h4>
        {speakers.length > 0 && <p>{texts.named(speakers)}</p>}
        {moderators.length > 0 && <p>{t('moderatedBy', { names: texts.named(moderators) })}</p>}
        {session.abstract && (
          <p className="agenda-abstract" lang={tongue(session.abstract)}>
            {say(session.abstract)}
          </p>
        )}
        <ul className="plain-list agenda-marks">
          <li>
            <Icon size={16} aria-hidden />
            {t(`event:kind.${session.kind}`)}
          </li>
          {room && (
            <li>
              <IconMapPin size={16} aria-hidden />
              {say(room.name)}
            </li>
          )}
          {track && (
            <li>
              <span className="agenda-track" style={{ background: track.colour }} />
              {say(track.name)}
            </li>
          )}
          {texts.event.languages.length > 1 && <li>{languageNames[session.language]}</li>}
          {texts.moderates &&
            session.questions &&
            page &&
            hasPage('/e/:event/sessions/:session/moderate') && (
              <li className="no-print">
                <Link to={`${page}/moderate`}>{t('event:agenda.moderate')}</Link>
              </li>
            )}
        </ul>
        <SessionSeats session={session} />
        {materials.length > 0 && <Materials materials={materials} />}
      </div>
      {page && <StarButton session={session.id} title={title} starred={starred} toggle={star} />}
    </li>
  );
});
