import { Group, Text } from '@mantine/core';
import type { Room, RoomKind } from '@foyer/contracts';
import { IconDeviceLaptop, IconMapPin, IconVideo, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEditor } from './editor-context.js';

const roomIcons: Record<RoomKind, Icon> = {
  virtual: IconDeviceLaptop,
  studio: IconVideo,
  'on-site': IconMapPin,
};

/** What stands above a column: the room, of what kind, for how many. */
export function RoomHead({ room }: { room: Room | undefined }) {
  const { words } = useEditor();
  return (
    <div className="ag-room">
      <Text fw={600} size="sm" lineClamp={2}>
        {words.room(room?.id ?? null)}
      </Text>
      {room && <RoomBadge room={room} />}
    </div>
  );
}

export function RoomBadge({ room }: { room: Room }) {
  const { t } = useTranslation('editor');
  const Kind = roomIcons[room.kind];
  const places = room.capacity !== null && t('grid.capacity', { count: room.capacity });
  return (
    <Group gap={4} wrap="nowrap" align="flex-start" c="dimmed">
      <Kind size={14} aria-hidden />
      <Text size="sm">{[t(`roomKind.${room.kind}`), places].filter(Boolean).join(' · ')}</Text>
    </Group>
  );
}
