import { isShared, sharedText } from '@foyer/platform';
import type { Socket } from 'socket.io';
import * as plain from 'socket.io-parser';

/** Ids of acks count up on each connection: whoever comes in with the hall asks for the room among their first ones. */
const framedIds = 16;
const frames = new WeakMap<object, Map<number, Buffer[]>>();

/**
 * socket.io's own encoding, for a house in which nothing is binary, so that no packet is searched for it; and an
 * answer that goes to many is encoded once: all questions of a room weigh a hundred kilobytes and more, and a hall of
 * two thousand who come in at once gets the same ones.
 */
class Encoder extends plain.Encoder {
  override encode({ type, nsp, id, data }: plain.Packet): string[] {
    const space = nsp === '/' ? '' : `${nsp},`;
    const said: unknown = data;
    const answer = type === plain.PacketType.ACK ? sharedAnswer(said) : undefined;
    const text = answer ? textOf(answer) : said === undefined ? '' : JSON.stringify(said);
    return [`${type}${space}${id ?? ''}${text}`];
  }
}

/** The parser for socket.io's option of that name. */
export const encodeOnce = { ...plain, Encoder };

/**
 * Gives a connection whole websocket frames of shared answers, made once for all: else each of two thousand would turn
 * the same text into the same bytes. engine.io takes frames that are made beforehand (socket.io's own broadcasts come
 * as such); where it cannot send one, it sends the packet's text.
 */
export function sendFramesOnce({ client }: Socket): void {
  const send = client._packet.bind(client);
  client._packet = (packet, options) => {
    const frame = Array.isArray(packet) ? undefined : frameOf(packet);
    const framed = { ...options, wsPreEncodedFrame: frame };
    send(packet, frame ? framed : options);
  };
}

/** An ack that is no shared answer, or a later one, is no frame that others will want. */
function frameOf({ type, nsp, id, data }: plain.Packet): Buffer[] | undefined {
  if (type !== plain.PacketType.ACK || nsp !== '/' || id === undefined || id >= framedIds) return undefined;
  const answer = sharedAnswer(data);
  if (!answer) return undefined;
  const known = frames.get(answer) ?? new Map<number, Buffer[]>();
  frames.set(answer, known);
  const frame = known.get(id) ?? textFrame(Buffer.from(`4${type}${id}${textOf(answer)}`));
  known.set(id, frame);
  return frame;
}

/** A whole text message from a server, RFC 6455, section 5.2. */
function textFrame(payload: Buffer): Buffer[] {
  const header = Buffer.alloc(10);
  header[0] = 0x81;
  if (payload.length < 126) {
    header[1] = payload.length;
    return [header.subarray(0, 2), payload];
  }
  if (payload.length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(payload.length, 2);
    return [header.subarray(0, 4), payload];
  }
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(payload.length), 2);
  return [header, payload];
}

/** Of the arguments of an ack that says yes: what it answers, if that is shared. */
function sharedAnswer(data: unknown): object | undefined {
  if (!Array.isArray(data) || data.length !== 1) return undefined;
  const ack: unknown = data[0];
  if (typeof ack !== 'object' || ack === null || !('ok' in ack && 'data' in ack) || ack.ok !== true)
    return undefined;
  return typeof ack.data === 'object' && ack.data !== null && isShared(ack.data) ? ack.data : undefined;
}

const textOf = (answer: object): string => `[{"ok":true,"data":${sharedText(answer)}}]`;
