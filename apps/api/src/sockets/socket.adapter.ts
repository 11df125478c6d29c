import type { Env } from '@foyer/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import type { Draining } from '../health/draining.js';
import { isOwnOrigin } from '../http/origin.js';
import { encodeOnce } from './encode-once.js';

const maxFrameBytes = 64_000;

/** socket.io as Foyer runs it: websocket alone (no sticky sessions), own pages alone, small frames. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly env: Env,
    private readonly draining: Pick<Draining, 'begun'>,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      transports: ['websocket'],
      perMessageDeflate: false,
      serveClient: false,
      parser: encodeOnce,
      maxHttpBufferSize: maxFrameBytes,
      // socket.io's `cors` leaves websockets open to every page: the Origin is checked here.
      allowRequest: (request, decide) => {
        // Who comes back while this process ends must not come back to it.
        const welcome =
          !this.draining.begun && isOwnOrigin(this.env, request.headers.origin, request.headers.host);
        // What is said first leaves with the yes to the upgrade: a write less for each who comes in with a hall. Our no
        // has to leave before the connection ends.
        if (welcome) {
          request.socket.cork();
          setImmediate(() => request.socket.uncork());
        }
        decide(null, welcome);
      },
    } as ServerOptions);
  }

  /** Commands are the dispatcher's: no gateway has handlers of its own to listen for. */
  override bindMessageHandlers(): void {}
}
