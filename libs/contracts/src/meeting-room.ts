import { z } from 'zod';
import { defineCommand } from './command.js';
import { Instant, line, Slug, text, Uuid } from './common.js';
import { enterMinutesBefore, Meeting } from './meetings.js';
import { defineRoute } from './route.js';
import { defineStream } from './stream.js';
import { videoKinds } from './meeting-video.js';

/** Whoever is not there after so many minutes is late: the others can tell them so, once. */
export const lateMinutes = 3;
/** After so many minutes, or half of the meeting if that is shorter, whoever waits may give up. */
export const giveUpMinutes = 10;
/** The room stays open for so long after the end, for saying goodbye. */
export const closingMinutes = 2;
/** By how many minutes a meeting can be made longer at once. */
export const extensionMinutes = [5, 10, 15] as const;

const EventParam = z.object({ event: Slug });
const MeetingParam = EventParam.extend({ meeting: Uuid });

interface Times {
  startsAt: string | Date;
  endsAt: string | Date;
}
const ms = (at: string | Date): number => new Date(at).getTime();

/** When the room of a meeting opens, and when it closes; in milliseconds since the epoch, by the event's clock. */
export function roomHours({ startsAt, endsAt }: Times): { opens: number; closes: number } {
  return {
    opens: ms(startsAt) - enterMinutesBefore * 60_000,
    closes: ms(endsAt) + closingMinutes * 60_000,
  };
}

/** From when on whoever waits alone may say that the meeting does not take place; as `roomHours`. */
export function giveUpFrom({ startsAt, endsAt }: Times): number {
  return ms(startsAt) + Math.min(giveUpMinutes * 60_000, (ms(endsAt) - ms(startsAt)) / 2);
}

export const MeetingRoom = z.object({ meeting: Meeting, video: z.enum(videoKinds) });
export type MeetingRoom = z.infer<typeof MeetingRoom>;

export const getMeetingRoom = defineRoute(
  'GET',
  '/events/:event/meetings/:meeting/room',
  'The room of my meeting',
  {
    params: MeetingParam,
    answer: MeetingRoom,
    problems: ['not_found'],
  },
);

/** As `RTCPeerConnection` takes it. */
export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});

/** How one meets: made for one person at their entry, and of no use to others or afterwards. */
export const WayIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(videoKinds[0]), iceServers: z.array(IceServer) }),
  z.object({ kind: z.literal('link'), url: z.string() }),
  z.object({ kind: z.literal('none') }),
]);
export type WayIn = z.infer<typeof WayIn>;

export const enterMeetingRoom = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/room/entry',
  'Enter the room of my meeting, with a link of my own',
  {
    params: MeetingParam,
    answer: z.object({ meeting: Meeting, way: WayIn }),
    problems: ['not_found', 'request_state', 'video_unreachable'],
  },
);
/** By mail and in the app, once; whoever is not late yet, or there already, is not told. */
export const callTheLate = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/room/call',
  'Tell those who are late that somebody waits',
  {
    params: MeetingParam,
    answer: z.object({ called: z.number().int() }),
    problems: ['not_found', 'request_state'],
  },
);
export const giveMeetingUp = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/room/missed',
  'Say that the other one has not come',
  { params: MeetingParam, answer: Meeting, problems: ['not_found', 'request_state'] },
);
/** The others who are in the room have to agree; proposing what somebody has proposed already is agreeing to it. */
export const proposeExtension = defineRoute(
  'POST',
  '/events/:event/meetings/:meeting/room/extension',
  'Propose to go on for longer, or agree to it',
  {
    params: MeetingParam,
    body: z.object({
      minutes: z.literal(extensionMinutes),
      /** When it ends as the caller knows it: so that who presses twice gets it once. */
      from: Instant,
    }),
    /** Whether the meeting is longer now, or waits for the others to agree. */
    answer: z.object({ extended: z.boolean(), meeting: Meeting }),
    problems: ['not_found', 'request_state', 'conflict', 'person_busy', 'slot_taken'],
  },
);
export const declineExtension = defineRoute(
  'DELETE',
  '/events/:event/meetings/:meeting/room/extension',
  'Decline going on for longer, or take the proposal back',
  { params: MeetingParam, answer: Meeting, problems: ['not_found'] },
);

/** Somebody's place in the room: one window of theirs, the newest. */
export const RoomSeat = z.object({
  /** Made by the window; another window of the same person has another. */
  seat: Uuid,
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
});
export type RoomSeat = z.infer<typeof RoomSeat>;
export const RoomExtension = z.object({ minutes: z.number().int(), agreed: z.array(Uuid) });
export const RoomMessage = z.object({ person: Uuid, text: z.string(), at: Instant });
export type RoomMessage = z.infer<typeof RoomMessage>;

export const meetingRoomStream = defineStream(
  'meeting-room/{meeting}',
  'What goes on in the room of a meeting: for its people alone',
  {
    params: z.object({ meeting: Uuid }),
    entries: {
      /** By person. */
      seat: RoomSeat,
      /** By person: when they came, and when they were told that they are late. */
      person: z.object({ enteredAt: Instant.nullable(), calledAt: Instant.nullable() }),
      /** By the meeting's id: the proposal that waits for an answer. */
      extension: RoomExtension,
      /** Kept for as long as the room is open. */
      message: RoomMessage,
    },
  },
);

const SeatInput = RoomSeat.extend({ meeting: Uuid });
export const takeRoomSeat = defineCommand(
  'Sit down in the room of a meeting, or say what has changed there',
  {
    input: SeatInput,
    answer: z.object({}),
  },
);
export const leaveRoomSeat = defineCommand('Leave the room of a meeting', {
  input: z.object({ meeting: Uuid, seat: Uuid }),
  answer: z.object({}),
});
export const sayInRoom = defineCommand('Write to the others in the room of a meeting', {
  input: z.object({ meeting: Uuid, text: text(1_000) }),
  answer: z.object({}),
});

/** What two windows tell each other to connect (WebRTC): passed on, and written nowhere. */
export const RoomSignal = z.union([
  z.object({ description: z.object({ type: z.enum(['offer', 'answer']), sdp: z.string().max(40_000) }) }),
  z.object({
    candidate: z.object({
      candidate: z.string().max(1_000),
      sdpMid: z.string().max(40).nullable(),
      sdpMLineIndex: z.number().int().min(0).max(100).nullable(),
      usernameFragment: z.string().max(300).nullable(),
    }),
  }),
]);
export type RoomSignal = z.infer<typeof RoomSignal>;
export const sendRoomSignal = defineCommand('Pass a signal on to another window in the room', {
  input: z.object({ meeting: Uuid, seat: Uuid, to: Uuid, signal: RoomSignal }),
  answer: z.object({}),
});

/** Server → one window: somebody else’s window has sent this. */
export const RoomSignalPush = z.object({ meeting: Uuid, from: Uuid, signal: RoomSignal });
export type RoomSignalPush = z.infer<typeof RoomSignalPush>;
/** Server → one person, wherever they are: somebody waits for them in a meeting. */
export const RoomCallPush = z.object({ event: Slug, meeting: Uuid, name: line(200) });
export type RoomCallPush = z.infer<typeof RoomCallPush>;

export const meetingCalled = z.object({ event: Uuid, meeting: Uuid, by: Uuid, people: z.array(Uuid).min(1) });
