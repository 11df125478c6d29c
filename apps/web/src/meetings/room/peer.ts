import type { RoomSignal } from '@foyer/contracts';

/** How a connection to somebody is: not yet, well, badly, or broken and being made anew. */
export type Health = 'connecting' | 'good' | 'weak' | 'lost';
/** What one person sends another: always in this order, so that both know which is which without asking. */
export const lanes = ['microphone', 'camera', 'screen'] as const;
export type Lane = (typeof lanes)[number];
export type Tracks = Partial<Record<Lane, MediaStreamTrack>>;

interface PeerOptions {
  iceServers: RTCIceServer[];
  /** Of the two, one gives way when both make an offer at once. */
  polite: boolean;
  send: (signal: RoomSignal) => void;
  changed: () => void;
}

/** A connection that has not come about, or was lost, is made anew after so long; the polite one waits longer. */
const patienceMs = { polite: 9_000, impolite: 6_000 };
const lookMs = 2_500;
/**
 * Everybody sends everybody their camera, so that it is sent smaller the more there are: what one uploads stays at
 * about 1.5 Mbit/s, and a laptop encodes five pictures as easily as one. Screens stay readable.
 */
const cameraFor = (people: number): RTCRtpEncodingParameters =>
  people <= 1
    ? { maxBitrate: 1_500_000, scaleResolutionDownBy: 1 }
    : people === 2
      ? { maxBitrate: 700_000, scaleResolutionDownBy: 1.5 }
      : { maxBitrate: 300_000, scaleResolutionDownBy: 2 };
/** What people notice: half a second there and back, or one packet in twenty lost. */
const weak = { roundTripSeconds: 0.5, lostShare: 0.05 };

/**
 * A connection to one other window: "perfect negotiation" as the W3C's WebRTC specification has it (section 10.7). Its
 * lanes are agreed on once; switching the microphone, the camera or the screen on and off changes what is sent on them
 * and negotiates nothing.
 */
export class Peer {
  health: Health = 'connecting';
  readonly received: Tracks = {};
  readonly #pc: RTCPeerConnection;
  readonly #options: PeerOptions;
  #lanes: RTCRtpTransceiver[] = [];
  #sent: Tracks = {};
  #people = 1;
  #makingOffer = false;
  #settingAnswer = false;
  #ignoreOffer = false;
  #turn: Promise<void> = Promise.resolve();
  #unwellSince: number | null = performance.now();
  #last = { received: 0, lost: 0 };
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(options: PeerOptions) {
    this.#options = options;
    const pc = new RTCPeerConnection({ iceServers: options.iceServers, bundlePolicy: 'max-bundle' });
    this.#pc = pc;
    pc.onnegotiationneeded = () => void this.#offer();
    pc.onicecandidate = ({ candidate }) => {
      if (!candidate) return;
      const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
      options.send({
        candidate: { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment },
      });
    };
    pc.ontrack = ({ track, transceiver }) => {
      const lane = lanes[pc.getTransceivers().indexOf(transceiver)];
      if (lane) this.received[lane] = track;
      options.changed();
    };
    pc.onconnectionstatechange = () => this.#look();
    this.#timer = setInterval(() => void this.#measure(), lookMs);
    // The other one takes the lanes out of this offer, so that there are three and not six of them.
    if (!options.polite) {
      this.#lanes = lanes.map((lane) =>
        pc.addTransceiver(lane === 'microphone' ? 'audio' : 'video', { direction: 'sendrecv' }),
      );
    }
  }

  /** What the other one is to see and hear from now on; `people`: how many others there are. */
  show(tracks: Tracks, people: number): void {
    this.#sent = tracks;
    this.#people = people;
    this.#fit();
    for (const [index, lane] of this.#lanes.entries()) {
      const track = tracks[lanes[index] ?? 'microphone'] ?? null;
      if (lane.sender.track !== track) void lane.sender.replaceTrack(track).catch(() => undefined);
    }
  }

  #fit(): void {
    const sender = this.#lanes[lanes.indexOf('camera')]?.sender;
    const parameters = sender?.getParameters();
    const [encoding] = parameters?.encodings ?? [];
    const wanted = cameraFor(this.#people);
    if (!sender || !parameters || !encoding || encoding.maxBitrate === wanted.maxBitrate) return;
    Object.assign(encoding, wanted);
    // A browser that cannot sends it as large as it is.
    void sender.setParameters(parameters).catch(() => undefined);
  }

  /** Takes what the other window has sent; one after the other. */
  take(signal: RoomSignal): void {
    this.#turn = this.#turn.then(() => this.#take(signal)).catch(() => undefined);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#pc.onconnectionstatechange = null;
    this.#pc.close();
  }

  async #offer(): Promise<void> {
    try {
      this.#makingOffer = true;
      await this.#pc.setLocalDescription();
      this.#say();
    } catch {
      // Closed meanwhile; else it is looked after in a moment.
    } finally {
      this.#makingOffer = false;
    }
  }

  #say(): void {
    const { type, sdp } = this.#pc.localDescription ?? {};
    if ((type === 'offer' || type === 'answer') && sdp !== undefined)
      this.#options.send({ description: { type, sdp } });
  }

  async #take(signal: RoomSignal): Promise<void> {
    const pc = this.#pc;
    if ('candidate' in signal) {
      try {
        await pc.addIceCandidate(signal.candidate);
      } catch (error) {
        if (!this.#ignoreOffer) throw error;
      }
      return;
    }
    const { description } = signal;
    const ready = !this.#makingOffer && (pc.signalingState === 'stable' || this.#settingAnswer);
    this.#ignoreOffer = !this.#options.polite && description.type === 'offer' && !ready;
    if (this.#ignoreOffer) return;
    this.#settingAnswer = description.type === 'answer';
    try {
      await pc.setRemoteDescription(description);
    } finally {
      this.#settingAnswer = false;
    }
    if (description.type !== 'offer') return;
    if (this.#lanes.length === 0) {
      this.#lanes = pc.getTransceivers().slice(0, lanes.length);
      for (const lane of this.#lanes) lane.direction = 'sendrecv';
      this.show(this.#sent, this.#people);
    }
    await pc.setLocalDescription();
    this.#say();
  }

  #look(): void {
    const state = this.#pc.connectionState;
    const well = state === 'connected';
    if (well) this.#unwellSince = null;
    else this.#unwellSince ??= performance.now();
    if (state === 'failed') this.#again();
    this.#tell(well ? 'good' : state === 'new' || state === 'connecting' ? this.#notYet() : 'lost');
  }

  /** Once there was a connection, making it anew is not the same as making it. */
  #notYet(): Health {
    return this.health === 'connecting' ? 'connecting' : 'lost';
  }

  #tell(health: Health): void {
    if (this.health === health) return;
    this.health = health;
    this.#options.changed();
  }

  #again(): void {
    this.#unwellSince = performance.now();
    // An offer that nobody has answered was probably lost.
    if (this.#pc.signalingState === 'have-local-offer') this.#say();
    else this.#pc.restartIce();
  }

  async #measure(): Promise<void> {
    const patience = this.#options.polite ? patienceMs.polite : patienceMs.impolite;
    if (this.#unwellSince !== null) {
      if (performance.now() - this.#unwellSince > patience) this.#again();
      return;
    }
    let roundTrip = 0;
    const total = { received: 0, lost: 0 };
    for (const report of (await this.#pc.getStats()).values()) {
      const { type, nominated, currentRoundTripTime, packetsReceived, packetsLost } = Report.read(report);
      if (type === 'candidate-pair' && nominated) roundTrip = Math.max(roundTrip, currentRoundTripTime);
      if (type === 'inbound-rtp') {
        total.received += packetsReceived;
        total.lost += packetsLost;
      }
    }
    const lost = Math.max(0, total.lost - this.#last.lost);
    const all = lost + Math.max(0, total.received - this.#last.received);
    this.#last = total;
    if (this.#unwellSince !== null) return;
    const bad = roundTrip > weak.roundTripSeconds || (all > 20 && lost / all > weak.lostShare);
    this.#tell(bad ? 'weak' : 'good');
  }
}

/** What is looked at of the browser's reports, which are typed as anything. */
const Report = {
  read(report: unknown) {
    const given: Record<string, unknown> = typeof report === 'object' && report !== null ? { ...report } : {};
    const number = (name: string): number => {
      const value = given[name];
      return typeof value === 'number' ? value : 0;
    };
    return {
      type: given['type'],
      nominated: given['nominated'] === true,
      currentRoundTripTime: number('currentRoundTripTime'),
      packetsReceived: number('packetsReceived'),
      packetsLost: number('packetsLost'),
    };
  },
};
