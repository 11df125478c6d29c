import { randomUUID } from 'node:crypto';
import net from 'node:net';
import type { Foyer } from './foyer.js';

/** A client on a bare connection that speaks and, from a moment on, never reads what it is told. */
export interface DeafClient {
  say(command: string, input: unknown): void;
  /** Reads nothing any more. */
  stopReading(): void;
  /** Whether the server has ended the connection, as far as writing into it tells. */
  isCut(): boolean;
  close(): void;
}

export async function aDeafClient({ url }: Pick<Foyer, 'url'>, cookie: string): Promise<DeafClient> {
  const { hostname, port, host } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  let cut = false;
  let heard = '';
  socket.on('error', () => (cut = true)).on('close', () => (cut = true));
  const send = (text: string): void => void (cut || socket.write(frame(text)));
  const hears = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const listen = (): void => {
        if (!heard.includes(text)) return;
        socket.off('data', listen);
        resolve();
      };
      socket.on('data', listen);
    });
  socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
  socket.write(
    [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${host}`,
      `Origin: ${url}`,
      `Cookie: ${cookie}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${Buffer.alloc(16, 'foyer').toString('base64')}`,
      '\r\n',
    ].join('\r\n'),
  );
  await hears('"sid"');
  send('40');
  await hears('40{"sid"');
  let acks = 0;
  return {
    say: (command, input) => send(`42${acks++}${JSON.stringify([command, { id: randomUUID(), input }])}`),
    stopReading: () => void socket.pause(),
    isCut: () => {
      send('3');
      return cut;
    },
    close: () => socket.destroy(),
  };
}

/** A text frame of a client. Its mask is of zeros, which leaves the text as it is. */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, 0x80 | body.length]) : Buffer.from([0x81, 0xfe, 0, 0]);
  if (body.length >= 126) head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, Buffer.alloc(4), body]);
}
