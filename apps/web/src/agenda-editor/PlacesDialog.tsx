import { Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { useEditor } from './editor-context.js';
import { PlaceList } from './PlaceList.js';
import { RoomForm } from './RoomForm.js';
import { TrackForm } from './TrackForm.js';

/** The rooms and tracks that sessions are put into. */
export function PlacesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['editor', 'common']);
  const { event } = useEvent();
  const { stage, snapshot } = useEditor();
  const moveRoom = useAction('updateRoom', { stale: ['getWorkingAgenda'] });
  const moveTrack = useAction('updateTrack', { stale: ['getWorkingAgenda'] });
  const dropRoom = useAction('deleteRoom', { stale: ['getWorkingAgenda'] });
  const dropTrack = useAction('deleteTrack', { stale: ['getWorkingAgenda'] });
  const sessions = [...snapshot.sessions.values()];
  const at = { event: event.slug };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('action.places')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="lg">
        <Text c="dimmed">{t('places.now')}</Text>
        <PlaceList
          title={t('places.rooms')}
          none={t('places.noRooms')}
          add={t('places.addRoom')}
          places={stage.rooms}
          countOf={(id) => sessions.filter(({ room }) => room === id).length}
          deleteSure={(count) => t('places.deleteRoom', { count })}
          form={(room, onDone) => <RoomForm room={room} onDone={onDone} />}
          onSwap={(one, other) => {
            moveRoom.mutate({ params: { ...at, room: one.id }, body: { position: other.position } });
            moveRoom.mutate({ params: { ...at, room: other.id }, body: { position: one.position } });
          }}
          onDelete={({ id }) => dropRoom.mutate({ params: { ...at, room: id } })}
          error={moveRoom.error ?? dropRoom.error}
        />
        <PlaceList
          title={t('places.tracks')}
          none={t('places.noTracks')}
          add={t('places.addTrack')}
          places={stage.tracks}
          countOf={(id) => sessions.filter(({ track }) => track === id).length}
          deleteSure={(count) => t('places.deleteTrack', { count })}
          form={(track, onDone) => <TrackForm track={track} onDone={onDone} />}
          onSwap={(one, other) => {
            moveTrack.mutate({ params: { ...at, track: one.id }, body: { position: other.position } });
            moveTrack.mutate({ params: { ...at, track: other.id }, body: { position: one.position } });
          }}
          onDelete={({ id }) => dropTrack.mutate({ params: { ...at, track: id } })}
          error={moveTrack.error ?? dropTrack.error}
        />
      </Stack>
    </Modal>
  );
}
