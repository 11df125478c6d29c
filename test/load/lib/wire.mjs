// A client of socket.io's protocol over a bare websocket: costs the machine little, and counts every byte.
import { randomBytes } from 'node:crypto';
import net from 'node:net';

/** All viewers read into the same memory, one after the other: memory of its own for each read cost more than the rest. */
const incoming = Buffer.allocUnsafe(65_536);

/** One viewer: connects, follows, votes, and takes the pushes that chain. */
export class Viewer {
  bytes = 0;
  pushes = 0;
  gaps = 0;
  rev = 0;
  #socket;
  #open = false;
  #chunks = [];
  #size = 0;
  #need = 2;
  #nextAck = 0;
  #acks = new Map();
  #ready;
  #refuse;
  /** Revisions and when they came, the latest of them: for acks that come after the push. */
  #recent = [];
  #waiting = [];
  #begin = () => undefined;

  /**
   * @param decode turns the text of a push into an object; the same text comes to thousands
   * @param stream what it asks for while it connects, as the client of the web page does
   */
  constructor({ port, cookie, decode, onPush, stream }) {
    this.decode = decode;
    this.onPush = onPush;
    this.stream = stream;
    this.connected = new Promise((resolve, reject) => {
      this.#ready = resolve;
      this.#refuse = reject;
    });
    const onread = { buffer: incoming, callback: (length) => this.#take(incoming.subarray(0, length)) };
    this.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true, onread }, () => {
      this.#socket.write(
        [
          'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
          `Host: 127.0.0.1:${port}`,
          ...['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'],
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
          `Origin: http://127.0.0.1:${port}`,
          ...(cookie ? [`Cookie: ${cookie}`] : []),
          ...['', ''],
        ].join('\r\n'),
      );
    });
    this.#socket.on('error', () => this.#end());
    this.#socket.on('close', () => this.#end());
  }

  /** @returns the data of the acknowledgement */
  command(name, input) {
    return new Promise((resolve, reject) => {
      const ack = this.#nextAck++;
      this.#acks.set(ack, { resolve, reject });
      this.#send(`42${ack}["${name}",{"id":"${commandId()}","input":${JSON.stringify(input)}}]`);
    });
  }

  /** What the stream begins with that was asked for while connecting. */
  begun() {
    return new Promise((resolve, reject) => {
      this.#begin = ({ ok, data, problem }) => {
        if (!ok) return reject(Object.assign(new Error(problem.code), { code: problem.code }));
        this.rev = data.rev;
        resolve(data);
      };
    });
  }

  /** Resolves when a push (or the start) has shown this revision, with the time at which it did. */
  seen(rev) {
    if (this.rev >= rev) {
      return Promise.resolve(this.#recent.find((one) => one.rev >= rev)?.at ?? performance.now());
    }
    return new Promise((resolve) => this.#waiting.push({ rev, resolve }));
  }

  /** Takes nothing more from the wire, as a telephone in a tunnel. */
  pause() {
    this.#socket.pause();
  }
  close() {
    this.closing = true;
    this.#socket.destroy();
  }

  #end() {
    this.ended = true;
    this.#refuse(new Error('the connection ended'));
    for (const { reject } of this.#acks.values()) reject(new Error('the connection ended'));
    this.#acks.clear();
  }

  /** @param chunk memory that the next read writes over: what is not whole yet is copied. */
  #take(chunk) {
    this.bytes += chunk.length;
    this.#size += chunk.length;
    if (this.#size < this.#need) return void this.#chunks.push(Buffer.from(chunk));
    let have = this.#chunks.length === 0 ? chunk : Buffer.concat([...this.#chunks, chunk]);
    if (!this.#open) {
      const end = have.indexOf('\r\n\r\n');
      if (end < 0) return void (this.#chunks = [Buffer.from(have)]);
      if (!have.toString('latin1', 0, 12).endsWith('101')) return this.close();
      this.#open = true;
      have = have.subarray(end + 4);
    }
    for (;;) {
      const frame = frameOf(have);
      if (frame.need > have.length) {
        this.#need = frame.need;
        break;
      }
      this.#hear(frame.opcode, have.subarray(frame.start, frame.need));
      have = have.subarray(frame.need);
    }
    this.#chunks = have.length ? [Buffer.from(have)] : [];
    this.#size = have.length;
  }

  #hear(opcode, payload) {
    if (opcode === 8) return this.close();
    const kind = payload[0];
    if (kind === 0x32) return this.#send('3');
    if (kind === 0x30) {
      const follow = this.stream && [{ stream: this.stream, packed: true }];
      return this.#send(follow ? `40${JSON.stringify({ follow })}` : '40');
    }
    if (kind !== 0x34) return;
    switch (payload[1]) {
      case 0x30:
        return this.#ready();
      case 0x32:
        return payload.toString('latin1', 2, 10) === '["begun"'
          ? this.#begin(JSON.parse(payload.toString('utf8', 2))[1].answer)
          : this.#push(payload);
      case 0x33: {
        const text = payload.toString('utf8', 2);
        const at = text.indexOf('[');
        const ack = Number(text.slice(0, at));
        const [answer] = JSON.parse(text.slice(at));
        const { resolve, reject } = this.#acks.get(ack);
        this.#acks.delete(ack);
        if (answer.ok) resolve(answer.data);
        else reject(Object.assign(new Error(answer.problem.code), { code: answer.problem.code }));
        return;
      }
      default:
        this.close();
    }
  }

  #push(payload) {
    const [, push] = this.decode(payload);
    if (push.stream !== this.stream) return;
    this.pushes++;
    if (push.rev <= this.rev) return;
    if (push.prev > this.rev) this.gaps++;
    this.rev = push.rev;
    const at = performance.now();
    this.#recent.push({ rev: push.rev, at });
    if (this.#recent.length > 20) this.#recent.shift();
    this.onPush?.(push);
    if (this.#waiting.length === 0) return;
    this.#waiting = this.#waiting.filter(({ rev, resolve }) => {
      if (rev > this.rev) return true;
      resolve(at);
      return false;
    });
  }

  /** The mask is zeros, which is allowed and spares the client the masking. */
  #send(text) {
    const length = Buffer.byteLength(text);
    const long = length > 125;
    const start = long ? 8 : 6;
    const frame = Buffer.allocUnsafe(start + length).fill(0, start - 4, start);
    frame[0] = 0x81;
    frame[1] = 0x80 | (long ? 126 : length);
    if (long) frame.writeUInt16BE(length, 2);
    frame.write(text, start);
    this.#socket.write(frame);
  }
}

function frameOf(have) {
  if (have.length < 2) return { need: 2 };
  const short = have[1] & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (have.length < start) return { need: start };
  const length =
    short === 126 ? have.readUInt16BE(2) : short === 127 ? Number(have.readBigUInt64BE(2)) : short;
  return { opcode: have[0] & 0x0f, start, need: start + length };
}

let commands = 0;
/** A command id that no other command of this process has. */
const prefix = randomBytes(6).toString('hex');
function commandId() {
  return `00000000-0000-4000-8000-${prefix.slice(0, 2)}${(commands++).toString(16).padStart(10, '0')}`;
}

/** Parses a text that comes to many once. */
export function sharedDecoder() {
  let last = null;
  let decoded = null;
  return (payload) => {
    if (last === null || !last.equals(payload)) {
      last = Buffer.from(payload);
      decoded = JSON.parse(payload.toString('utf8', 2));
    }
    return decoded;
  };
}
