import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeviceKind, OwnDevices, OwnMedia } from './own-media.js';

/** Which camera or microphone, where there is a choice; it is remembered on this device. */
export function DeviceChoice({ media, devices, kind }: DeviceChoiceProps) {
  const { t } = useTranslation('meetingRoom');
  const known = media.devices[kind];
  if (known.length === 0) return null;
  return (
    <NativeSelect
      label={t(`device.${kind}`)}
      size="md"
      value={media.chosen[kind] ?? ''}
      data={known.map(({ id, label }) => ({ value: id, label }))}
      onChange={({ currentTarget }) => void devices.choose(kind, currentTarget.value)}
    />
  );
}
interface DeviceChoiceProps {
  media: OwnMedia;
  devices: OwnDevices;
  kind: DeviceKind;
}
