import { sharedText } from '@foyer/platform';
import * as plain from 'socket.io-parser';

/**
 * socket.io's own encoding, for a house in which nothing is binary, so that no packet is searched for it; and an
 * answer that goes to many is encoded once: all questions of a room weigh a hundred kilobytes and more, and a hall of
 * two thousand who come in at once gets the same ones.
 */
class Encoder extends plain.Encoder {
  override encode({ type, nsp, id, data }: plain.Packet): string[] {
    const space = nsp === '/' ? '' : `${nsp},`;
    const said: unknown = data;
    const shared = type === plain.PacketType.ACK ? textOf(said) : undefined;
    return [`${type}${space}${id ?? ''}${shared ?? (said === undefined ? '' : JSON.stringify(said))}`];
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
  const text = typeof ack.data === 'object' && ack.data !== null ? sharedText(ack.data) : undefined;
  return text === undefined ? undefined : `[{"ok":true,"data":${text}}]`;
}
