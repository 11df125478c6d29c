import net from 'node:net';
import { pushes } from '@foyer/contracts';
import { isShared, sharedText } from '@foyer/platform';
import type { Socket } from 'socket.io';
import * as plain from 'socket.io-parser';

/** Ids of acks count up on each connection: whoever comes in with the hall asks for the room among their first ones. */
const framedIds = 16;
const framed = new WeakSet<object>();
/** Of a shared answer: its frames, by where they are of use. */
const frames = new WeakMap<object, Map<string, [Buffer]>>();

/**
 * socket.io's own encoding, for a house in which nothing is binary, so that no packet is searched for it; and an
 * answer that goes to many is encoded once: all questions of a room weigh a hundred kilobytes and more, and a hall of
 * two thousand who come in at once gets the same ones.
 */
class Encoder extends plain.Encoder {
  override encode(packet: plain.Packet): string[] {
    return [textOfPacket(packet)];
  }
}

function textOfPacket({ type, nsp, id, data }: plain.Packet): string {
  const space = nsp === '/' ? '' : `${nsp},`;
  const said: unknown = data;
  return `${type}${space}${id ?? ''}${sharedOf(type, said)?.text() ?? (said === undefined ? '' : JSON.stringify(said))}`;
}

/** The parser for socket.io's option of that name. */
export const encodeOnce = { ...plain, Encoder };

/** What engine.io takes beside a packet, by socket.io's own adapter: frames that are made beforehand. */
interface Options {
  compress?: boolean;
  wsPreEncodedFrame?: Buffer[] | undefined;
}

/**
 * Lets a connection send whole websocket frames, each one piece of memory: a header and a payload apart are two writes,
 * and a third more processor time for every delivery. Those of shared answers are made once for all: else each of two
 * thousand would turn the same text into the same bytes. They go to the wire themselves while engine.io holds nothing
 * back; behind what it does hold back they wait in its line. Where it cannot send a frame, it sends the packet's text.
 */
export function sendWholeFrames({ client }: Socket): void {
  // A client may leave and come back over one connection as often as it likes.
  if (framed.has(client)) return;
  framed.add(client);
  const send = client._packet.bind(client);
  client._packet = (packet, options) => {
    // Answers alone: what goes to many was encoded before, and comes to `write` below.
    if (Array.isArray(packet) || !isAnswer(packet)) return send(packet, options);
    const frame = sharedFrameOf(packet) ?? textFrame(`4${textOfPacket(packet)}`);
    const whole = { ...options, wsPreEncodedFrame: frame };
    const wire = openWire(client.conn);
    if (wire) wire.write(frame[0]);
    else send(packet, whole);
  };
  const write = client.conn.write.bind(client.conn);
  client.conn.write = (packet, options: Options = {}, sent) => {
    const parts = options.wsPreEncodedFrame;
    // The options of a broadcast are one object for all of its receivers: its frame is joined once.
    if (parts) options.wsPreEncodedFrame = parts.length === 1 ? parts : [Buffer.concat(parts)];
    else if (typeof packet === 'string') options.wsPreEncodedFrame = textFrame(`4${packet}`);
    const [frame] = options.wsPreEncodedFrame ?? [];
    const wire = frame && !sent ? openWire(client.conn) : null;
    if (!frame || !wire) return write(packet, options, sent);
    wire.write(frame);
    return client.conn;
  };
}

/** To a command, or to what a handshake asked for. */
const isAnswer = ({ type, data }: plain.Packet): boolean =>
  type === plain.PacketType.ACK ||
  (type === plain.PacketType.EVENT && Array.isArray(data) && data[0] === pushes.begun);

/** What is said meanwhile leaves together. @returns what lets it go, at the latest after so many milliseconds */
export function holdBack({ conn }: Socket, atMostMilliseconds: number): () => void {
  const wire = openWire(conn);
  if (!wire) return () => undefined;
  let held = true;
  wire.cork();
  const letGo = (): void => {
    clearTimeout(timer);
    if (held) wire.uncork();
    held = false;
  };
  const timer = setTimeout(letGo, atMostMilliseconds);
  return letGo;
}

/** Where a connection's bytes leave; null where engine.io has something to send before. */
function openWire(conn: Socket['conn']): net.Socket | null {
  const held: unknown = Reflect.get(conn, 'writeBuffer');
  if (conn.readyState !== 'open' || !conn.transport.writable || !Array.isArray(held) || held.length > 0)
    return null;
  const websocket: unknown = Reflect.get(conn.transport, 'socket');
  if (typeof websocket !== 'object' || !websocket || !('_socket' in websocket && 'readyState' in websocket))
    return null;
  return websocket.readyState === open && websocket._socket instanceof net.Socket ? websocket._socket : null;
}
/** `WebSocket.OPEN` */
const open = 1;

/** What is no shared answer, or a later one, is no frame that others will want. */
function sharedFrameOf(packet: plain.Packet): [Buffer] | undefined {
  const { type, nsp, id } = packet;
  const shared = nsp === '/' ? sharedOf(type, packet.data) : undefined;
  const place = shared?.index ?? id;
  if (!shared || place === undefined || place >= framedIds) return undefined;
  const key = `${type}${place}`;
  const known = frames.get(shared.answer) ?? new Map<string, [Buffer]>();
  frames.set(shared.answer, known);
  const frame = known.get(key) ?? textFrame(`4${textOfPacket(packet)}`);
  known.set(key, frame);
  return frame;
}

/** A whole text message from a server, RFC 6455, section 5.2. */
function textFrame(text: string): [Buffer] {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return [frame];
}

interface SharedAnswer {
  answer: object;
  /** Which of the handshake's streams it begins; undefined in an acknowledgement. */
  index?: number;
  /** The packet's arguments. */
  text: () => string;
}

/** Of the arguments of an answer that says yes: what it answers, if that is shared. */
function sharedOf(type: plain.PacketType, said: unknown): SharedAnswer | undefined {
  if (!Array.isArray(said)) return undefined;
  const first: unknown = said[0];
  const second: unknown = said[1];
  if (type === plain.PacketType.ACK && said.length === 1) {
    const answer = sharedAnswer(first);
    return answer && { answer, text: () => `[${textOf(answer)}]` };
  }
  if (type !== plain.PacketType.EVENT || first !== pushes.begun) return undefined;
  if (typeof second !== 'object' || second === null || !('index' in second && 'answer' in second))
    return undefined;
  const { index, answer: ack } = second;
  const answer = sharedAnswer(ack);
  if (!answer || typeof index !== 'number') return undefined;
  return {
    ...{ answer, index },
    text: () => `["${pushes.begun}",{"index":${index},"answer":${textOf(answer)}}]`,
  };
}

function sharedAnswer(ack: unknown): object | undefined {
  if (typeof ack !== 'object' || ack === null || !('ok' in ack && 'data' in ack) || ack.ok !== true)
    return undefined;
  return typeof ack.data === 'object' && ack.data !== null && isShared(ack.data) ? ack.data : undefined;
}

const textOf = (answer: object): string => `{"ok":true,"data":${sharedText(answer)}}`;
