import type { Socket } from 'socket.io';

/**
 * So much may wait for a client that does not read. More than any room weighs, so that a slow phone gets what it
 * asked for; a client that has gone silent altogether is cut by the heartbeat.
 */
const mostUnreadBytes = 4_000_000;

interface Wire {
  bufferedAmount: number;
  terminate: () => void;
}

/** Whether the client lets pile up what it is sent. */
export function isOverfull(socket: Socket): boolean {
  return unreadBytes(socket) > mostUnreadBytes;
}

/** Ends the connection without waiting for the other side, which does not listen. */
export function cutOff(socket: Socket): void {
  const wire = wireOf(socket);
  if (wire) wire.terminate();
  else socket.disconnect(true);
}

/** What has not left this process: in the websocket, and what engine.io holds back until that is through. */
function unreadBytes(socket: Socket): number {
  const held: unknown = Reflect.get(socket.conn, 'writeBuffer');
  const behind = Array.isArray(held) ? held.reduce<number>((sum, packet) => sum + sizeOf(packet), 0) : 0;
  return (wireOf(socket)?.bufferedAmount ?? 0) + behind;
}

function sizeOf(packet: unknown): number {
  if (typeof packet !== 'object' || packet === null || !('data' in packet)) return 0;
  const { data } = packet;
  const length = typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0;
  return length + bytesOfFrame(packet);
}

/** Of a packet that waits as a whole frame, too. */
function bytesOfFrame(packet: object): number {
  const options: unknown = 'options' in packet ? packet.options : null;
  const frame: unknown =
    typeof options === 'object' && options ? Reflect.get(options, 'wsPreEncodedFrame') : null;
  return Array.isArray(frame) && Buffer.isBuffer(frame[0]) ? frame[0].length : 0;
}

function wireOf(socket: Socket): Wire | null {
  const wire: unknown = Reflect.get(socket.conn.transport, 'socket');
  return isWire(wire) ? wire : null;
}

function isWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && 'bufferedAmount' in value && 'terminate' in value;
}
