import type { RoomSeat } from '@foyer/contracts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Call, type CallState } from './call.js';
import type { OwnMedia } from './own-media.js';

interface CallOptions {
  meeting: string;
  me: string;
  iceServers: RTCIceServer[];
  media: OwnMedia;
  /** Undefined until the stream has told it. */
  seats: Readonly<Record<string, RoomSeat>> | undefined;
}

/** This window in the room, for as long as the component lives. */
export function useRoomCall({ meeting, me, iceServers, media, seats }: CallOptions): CallState {
  const [call] = useState(() => new Call({ meeting, me, iceServers }));
  const state = useSyncExternalStore(call.state.subscribe, call.state.get);
  const { tracks, on, ready } = media;
  const shown = {
    microphone: on.microphone && tracks.microphone !== undefined,
    camera: tracks.camera !== undefined,
    screen: tracks.screen !== undefined,
  };
  // Whoever has not yet answered whether they let their camera be used has not sat down.
  useEffect(() => {
    if (!ready) return undefined;
    return call.start(shown, tracks);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is shown later is told below
  }, [call, ready]);
  useEffect(() => {
    if (ready) call.show(shown, tracks);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the object is made anew with every render
  }, [call, ready, tracks, shown.microphone, shown.camera, shown.screen]);
  useEffect(() => {
    if (ready && seats) call.seated(seats);
  }, [call, ready, seats]);
  return state;
}
