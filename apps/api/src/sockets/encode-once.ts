import { sharedText } from '@foyer/platform';
import * as plain from 'socket.io-parser';

/**
 * socket.io's own encoding, but an answer that goes to many is encoded once: all questions of a room weigh a hundred
 * kilobytes and more, and a hall of two thousand who come in at once gets the same ones.
 */
class Encoder extends plain.Encoder {
  override encode(packet: plain.Packet): ReturnType<plain.Encoder['encode']> {
    const text = packet.type === plain.PacketType.ACK ? textOf(packet.data) : undefined;
    if (text === undefined) return super.encode(packet);
    const space = packet.nsp === '/' ? '' : `${packet.nsp},`;
    return [`${packet.type}${space}${packet.id ?? ''}[{"ok":true,"data":${text}}]`];
  }
}

/** The parser for socket.io's option of that name. */
export const encodeOnce = { ...plain, Encoder };

/** Of the arguments of an ack that says yes, if what it answers is shared. */
function textOf(data: unknown): string | undefined {
  if (!Array.isArray(data) || data.length !== 1) return undefined;
  const ack: unknown = data[0];
  if (typeof ack !== 'object' || ack === null || !('ok' in ack && 'data' in ack) || ack.ok !== true)
    return undefined;
  return typeof ack.data === 'object' && ack.data !== null ? sharedText(ack.data) : undefined;
}
