import { NumberInput, SimpleGrid } from '@mantine/core';
import { roomKinds, type Room, type RoomKind } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { PlaceForm } from './PlaceForm.js';

export function RoomForm({ room, onDone }: { room: Room | null; onDone: () => void }) {
  const { t } = useTranslation('editor');
  const { event } = useEvent();
  const [kind, setKind] = useState<RoomKind>(room?.kind ?? 'virtual');
  const [capacity, setCapacity] = useState<number | string>(room?.capacity ?? '');
  const create = useAction('createRoom', { stale: ['getWorkingAgenda'] });
  const update = useAction('updateRoom', { stale: ['getWorkingAgenda'] });
  return (
    <PlaceForm
      label={t('places.addRoom')}
      place={room}
      saving={create.isPending || update.isPending}
      error={create.error ?? update.error}
      onCancel={onDone}
      onSave={(name) => {
        const body = { name, kind, capacity: typeof capacity === 'number' && capacity > 0 ? capacity : null };
        const params = { event: event.slug };
        if (room) update.mutate({ params: { ...params, room: room.id }, body }, { onSuccess: onDone });
        else create.mutate({ params, body }, { onSuccess: onDone });
      }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ChoiceInput
          label={t('places.kind')}
          data={roomKinds.map((value) => ({ value, label: t(`roomKind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <NumberInput
          size="md"
          label={t('places.capacity')}
          placeholder={t('places.capacityHint')}
          min={1}
          max={1_000_000}
          value={capacity}
          onChange={setCapacity}
        />
      </SimpleGrid>
    </PlaceForm>
  );
}
