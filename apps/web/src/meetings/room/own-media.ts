import { createStore, type Store } from '@foyer/client';
import { z } from 'zod';
import type { Tracks } from './peer.js';

export type DeviceKind = 'microphone' | 'camera';
/** Why there is no sound or picture of one's own. */
export type DeviceTrouble = 'denied' | 'missing' | 'taken' | 'unsupported';

export interface OwnMedia {
  /** Asked for and answered, whatever the answer was. */
  ready: boolean;
  on: Record<DeviceKind, boolean>;
  trouble: Partial<Record<DeviceKind, DeviceTrouble>>;
  devices: Record<DeviceKind, { id: string; label: string }[]>;
  chosen: Partial<Record<DeviceKind, string>>;
  tracks: Tracks;
}

const key = 'foyer-devices';
const Kept = z.object({
  microphone: z.string().optional(),
  camera: z.string().optional(),
  microphoneOn: z.boolean().default(true),
  cameraOn: z.boolean().default(true),
});

function readKept(): z.output<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return Kept.parse({});
  }
}

/** The reader's own microphone, camera and screen. Nothing is asked for before `open`. */
export class OwnDevices {
  readonly state: Store<OwnMedia>;
  readonly #store;
  #closed = false;

  constructor() {
    const { microphone, camera, microphoneOn, cameraOn } = readKept();
    this.#store = createStore<OwnMedia>({
      ready: false,
      on: { microphone: microphoneOn, camera: cameraOn },
      trouble: {},
      devices: { microphone: [], camera: [] },
      chosen: { ...(microphone ? { microphone } : {}), ...(camera ? { camera } : {}) },
      tracks: {},
    });
    this.state = this.#store;
  }

  /** Asks for both at once, which is one question to the reader; where one is missing, the other is enough. */
  async open(): Promise<void> {
    this.#closed = false;
    const { on } = this.#store.get();
    // A browser gives no devices at all to a page that is not encrypted.
    if (!('mediaDevices' in navigator)) {
      this.#set({ ready: true, trouble: { microphone: 'unsupported', camera: 'unsupported' } });
      return;
    }
    navigator.mediaDevices.addEventListener('devicechange', this.#list);
    try {
      this.#keep(await this.#ask(true, on.camera));
    } catch {
      await this.#get('microphone');
      if (on.camera) await this.#get('camera');
    }
    if (this.#closed) return this.close();
    await this.#read();
    this.#set({ ready: true });
  }

  close(): void {
    this.#closed = true;
    if ('mediaDevices' in navigator) navigator.mediaDevices.removeEventListener('devicechange', this.#list);
    for (const track of Object.values(this.#store.get().tracks)) track.stop();
    this.#set({ ready: false, tracks: {} });
  }

  /** A microphone that is off stays at hand; a camera that is off is off, with its light. */
  async turn(kind: DeviceKind, on: boolean): Promise<void> {
    const { tracks } = this.#store.get();
    this.#set({ on: { ...this.#store.get().on, [kind]: on } });
    this.#remember();
    if (kind === 'microphone' && tracks.microphone) tracks.microphone.enabled = on;
    if (kind === 'camera' && !on) this.#drop('camera');
    if (on && !this.#store.get().tracks[kind]) await this.#get(kind);
  }

  async choose(kind: DeviceKind, id: string): Promise<void> {
    this.#set({ chosen: { ...this.#store.get().chosen, [kind]: id } });
    this.#remember();
    this.#drop(kind);
    if (kind === 'microphone' || this.#store.get().on.camera) await this.#get(kind);
  }

  /** @throws what the browser says when nothing is to be shown */
  async shareScreen(): Promise<void> {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
    const [screen] = stream.getVideoTracks();
    if (!screen) return;
    // Letters stay sharp when the connection is thin: rather fewer pictures than blurred ones.
    screen.contentHint = 'detail';
    // The browser has a button of its own that ends it.
    screen.onended = () => this.stopScreen();
    this.#set({ tracks: { ...this.#store.get().tracks, screen } });
  }

  stopScreen(): void {
    this.#drop('screen');
  }

  #ask(microphone: boolean, camera: boolean): Promise<MediaStream> {
    const { chosen } = this.#store.get();
    const wish = (id: string | undefined) => (id ? { deviceId: { ideal: id } } : {});
    return navigator.mediaDevices.getUserMedia({
      ...(microphone
        ? { audio: { ...wish(chosen.microphone), echoCancellation: true, noiseSuppression: true } }
        : {}),
      ...(camera ? { video: { ...wish(chosen.camera), width: { ideal: 960 }, height: { ideal: 540 } } } : {}),
    });
  }

  async #get(kind: DeviceKind): Promise<void> {
    try {
      this.#keep(await this.#ask(kind === 'microphone', kind === 'camera'));
      if (this.#closed) this.close();
    } catch (error) {
      this.#set({ trouble: { ...this.#store.get().trouble, [kind]: troubleOf(error) } });
    }
  }

  #keep(stream: MediaStream): void {
    const { tracks, trouble, on, chosen } = this.#store.get();
    const next = { tracks: { ...tracks }, trouble: { ...trouble }, chosen: { ...chosen } };
    for (const track of stream.getTracks()) {
      const kind: DeviceKind = track.kind === 'audio' ? 'microphone' : 'camera';
      if (kind === 'microphone') track.enabled = on.microphone;
      next.tracks[kind]?.stop();
      next.tracks[kind] = track;
      delete next.trouble[kind];
      const id = track.getSettings().deviceId;
      if (id) next.chosen[kind] = id;
      // Pulled out.
      track.onended = () => {
        this.#drop(kind);
        this.#set({ trouble: { ...this.#store.get().trouble, [kind]: 'missing' } });
      };
    }
    this.#set(next);
  }

  #drop(lane: keyof Tracks): void {
    const { [lane]: dropped, ...tracks } = this.#store.get().tracks;
    if (!dropped) return;
    dropped.onended = null;
    dropped.stop();
    this.#set({ tracks });
  }

  readonly #list = (): void => void this.#read();

  async #read(): Promise<void> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind) =>
      all.flatMap(({ deviceId: id, kind: its, label }) =>
        its === kind && id && label ? [{ id, label }] : [],
      );
    this.#set({ devices: { microphone: of('audioinput'), camera: of('videoinput') } });
  }

  #remember(): void {
    const { chosen, on } = this.#store.get();
    const kept = { ...chosen, microphoneOn: on.microphone, cameraOn: on.camera };
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing asks again.
    }
  }

  #set(part: Partial<OwnMedia>): void {
    this.#store.set({ ...this.#store.get(), ...part });
  }
}

function troubleOf(error: unknown): DeviceTrouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'taken' : 'missing';
}
