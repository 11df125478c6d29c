import { useEffect, useState, useSyncExternalStore } from 'react';
import { OwnDevices, type OwnMedia } from './own-media.js';

/** The reader's own microphone and camera, for as long as the component lives. */
export function useOwnMedia(opened: boolean): { media: OwnMedia; devices: OwnDevices } {
  const [devices] = useState(() => new OwnDevices());
  const media = useSyncExternalStore(devices.state.subscribe, devices.state.get);
  useEffect(() => {
    if (!opened) return undefined;
    void devices.open();
    return () => devices.close();
  }, [devices, opened]);
  return { media, devices };
}
