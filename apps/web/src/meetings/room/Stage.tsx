import { Text, VisuallyHidden } from '@mantine/core';
import type { Meeting } from '@foyer/contracts';
import {
  IconAntennaBars2,
  IconAntennaBars5,
  IconLoader2,
  IconMicrophoneOff,
  IconPlugConnectedX,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../events/use-event.js';
import { PersonAvatar } from '../../ui/PersonAvatar.js';
import type { CallState } from './call.js';
import type { OwnMedia } from './own-media.js';
import type { Health } from './peer.js';
import { Picture } from './Picture.js';

interface StageProps {
  meeting: Meeting;
  call: CallState;
  media: OwnMedia;
}
const healthIcons: Record<Health, Icon> = {
  connecting: IconLoader2,
  good: IconAntennaBars5,
  weak: IconAntennaBars2,
  lost: IconPlugConnectedX,
};

/** Everybody's picture: the others large, oneself small. Whoever is not there has an empty chair with their name. */
export function Stage({ meeting, call, media }: StageProps) {
  const { t } = useTranslation('meetingRoom');
  const { person: me } = useEvent();
  const others = meeting.participants.filter(({ person }) => person !== me);
  const here = new Map(call.others.map((other) => [other.person, other]));
  const screens = call.others.flatMap(({ person, seat, tracks }) =>
    seat.screen && tracks.screen ? [{ person, track: tracks.screen }] : [],
  );
  const nameOf = (id: string) => others.find(({ person }) => person === id)?.name ?? '';
  const { camera, screen: own } = media.tracks;
  const told = call.others.map(({ person, health, seat }) =>
    [
      t(`health.said.${health}`, { name: nameOf(person) }),
      seat.microphone ? '' : t('muted.said', { name: nameOf(person) }),
    ]
      .filter(Boolean)
      .join(' '),
  );
  return (
    <section
      className="room-stage"
      aria-label={t('stage')}
      data-people={Math.min(others.length, 5)}
      data-screens={screens.length || undefined}
    >
      {screens.map(({ person, track }) => (
        <figure key={person} className="room-tile room-screen">
          <Picture track={track} label={t('screenOf', { name: nameOf(person) })} whole />
          <figcaption>
            <span className="room-name">{t('screenOf', { name: nameOf(person) })}</span>
          </figcaption>
        </figure>
      ))}
      {others.map(({ person, name, entered }) => {
        const other = here.get(person);
        const picture = other?.seat.camera ? other.tracks.camera : undefined;
        const HealthIcon = healthIcons[other?.health ?? 'connecting'];
        return (
          <figure key={person} className="room-tile" data-here={other !== undefined || undefined}>
            {picture ? (
              <Picture track={picture} label={t('pictureOf', { name })} />
            ) : (
              <div className="room-chair">
                <PersonAvatar name={name} size={72} />
                <Text size="sm">{t(other ? 'cameraOff' : entered ? 'gone' : 'notHere')}</Text>
              </div>
            )}
            <figcaption>
              <span className="room-name">{name}</span>
              {other && !other.seat.microphone && (
                <span className="room-sign">
                  <IconMicrophoneOff size={16} aria-hidden /> {t('muted.shown')}
                </span>
              )}
              {other && (
                <span className="room-sign" data-health={other.health}>
                  <HealthIcon size={16} aria-hidden /> {t(`health.${other.health}`)}
                </span>
              )}
            </figcaption>
          </figure>
        );
      })}
      <figure className="room-tile room-own">
        {(own ?? camera) ? (
          own ? (
            <Picture track={own} label={t('yourScreen')} whole />
          ) : (
            camera && <Picture track={camera} label={t('you')} mirrored />
          )
        ) : (
          <div className="room-chair">
            <Text size="sm">{t('cameraOff')}</Text>
          </div>
        )}
        <figcaption>
          <span className="room-name">{t(own ? 'yourScreen' : 'you')}</span>
        </figcaption>
      </figure>
      <VisuallyHidden role="status">{told.join(' ')}</VisuallyHidden>
    </section>
  );
}
