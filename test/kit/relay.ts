import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import dgram from 'node:dgram';
import { once } from 'node:events';

/** A relay for pictures on this machine: as much of TURN (RFC 8656, IPv4 over UDP) as a browser asks for. */
export interface Relay {
  /** For TURN_URLS. */
  url: string;
  /** The names under which people were let in; each begins with when it ends. */
  let(): string[];
  /** How many asked with a password that the secret does not make, or one that is over. */
  refused(): number;
  /** How many bytes went through, both ways. */
  carried(): number;
  close(): void;
}

const cookie = 0x2112a442;
const request = { binding: 1, allocate: 3, refresh: 4, permission: 8, channel: 9 } as const;
const indication = { send: 0x16, data: 0x17 } as const;
const attribute = {
  username: 0x06,
  integrity: 0x08,
  error: 0x09,
  channel: 0x0c,
  lifetime: 0x0d,
  peer: 0x12,
  data: 0x13,
  realm: 0x14,
  nonce: 0x15,
  relayed: 0x16,
  mapped: 0x20,
} as const;
const realm = 'example.org';
const nonce = 'once';
const lifetimeSeconds = 600;

interface Address {
  address: string;
  port: number;
}
/** What one browser has asked for: an address of its own at which others reach it. */
interface Allocation {
  socket: dgram.Socket;
  channels: Map<number, Address>;
}
interface Message {
  type: number;
  /** The cookie and the transaction's id, as they came. */
  head: Buffer;
  values: Map<number, Buffer>;
  whole: Buffer;
}

/** @param secret as TURN_SECRET: passwords are made from it, and hold for as long as their name says */
export async function aRelay(secret: string, now: () => Date): Promise<Relay> {
  const server = dgram.createSocket('udp4');
  const allocations = new Map<string, Allocation>();
  const names = new Set<string>();
  let refused = 0;
  let carried = 0;

  /** As coturn checks `use-auth-secret`. @returns undefined for whoever is not let in */
  function keyOf({ values, whole }: Message): Buffer | undefined {
    const name = values.get(attribute.username)?.toString() ?? '';
    const password = createHmac('sha1', secret).update(name).digest('base64');
    const key = createHash('md5').update(`${name}:${realm}:${password}`).digest();
    const given = values.get(attribute.integrity);
    const signed = given && signatureOf(whole.subarray(0, given.byteOffset - whole.byteOffset - 4), key);
    const good = given?.length === 20 && signed !== undefined && timingSafeEqual(given, signed);
    if (!good || !(Number(name.split(':')[0]) > now().getTime() / 1_000)) return undefined;
    names.add(name);
    return key;
  }

  async function answer(message: Message, from: Address): Promise<void> {
    const { type, head, values } = message;
    const say = (kind: number, parts: Buffer[], key?: Buffer) =>
      server.send(written(kind, head, parts, key), from.port, from.address);
    if (type === request.binding) {
      say(type | 0x100, [encoded(attribute.mapped, addressIn(from))]);
      return;
    }
    const id = `${from.address}:${from.port}`;
    const known = allocations.get(id);
    if (type === indication.send) {
      const [peer, data] = [values.get(attribute.peer), values.get(attribute.data)];
      if (known && peer && data) pass(known, addressFrom(peer), data);
      return;
    }
    const key = keyOf(message);
    if (!key) {
      if (values.has(attribute.username)) refused++;
      const challenge = [encoded(attribute.realm, realm), encoded(attribute.nonce, nonce)];
      const unauthorized = Buffer.concat([Buffer.from([0, 0, 4, 1]), Buffer.from('Unauthorized')]);
      say(type | 0x110, [encoded(attribute.error, unauthorized), ...challenge]);
      return;
    }
    const parts: Buffer[] = [];
    if (type === request.allocate) {
      const { socket } = known ?? (await allocated(id, from));
      parts.push(encoded(attribute.relayed, addressIn(socket.address())));
      parts.push(encoded(attribute.mapped, addressIn(from)));
    }
    const wanted = values.get(attribute.lifetime)?.readUInt32BE() ?? lifetimeSeconds;
    if (type === request.refresh && wanted === 0) {
      known?.socket.close();
      allocations.delete(id);
    }
    if (type === request.allocate || type === request.refresh)
      parts.push(encoded(attribute.lifetime, number(Math.min(wanted, lifetimeSeconds))));
    const peer = values.get(attribute.peer);
    if (type === request.channel && peer)
      known?.channels.set(values.get(attribute.channel)?.readUInt16BE() ?? 0, addressFrom(peer));
    say(type | 0x100, parts, key);
  }

  async function allocated(id: string, from: Address): Promise<Allocation> {
    const socket = dgram.createSocket('udp4');
    const allocation = { socket, channels: new Map<number, Address>() };
    allocations.set(id, allocation);
    socket.on('message', (data, peer) => {
      carried += data.length;
      const channel = [...allocation.channels].find(
        ([, { address, port }]) => address === peer.address && port === peer.port,
      );
      const told = channel
        ? Buffer.concat([number(channel[0] * 0x1_0000 + data.length), data])
        : written(indication.data, headOfMine(), [
            encoded(attribute.peer, addressIn(peer)),
            encoded(attribute.data, data),
          ]);
      server.send(told, from.port, from.address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return allocation;
  }

  function pass({ socket }: Allocation, to: Address, data: Buffer): void {
    carried += data.length;
    // Where nobody listens it is lost, as on any network.
    socket.send(data, to.port, to.address, () => undefined);
  }

  server.on('message', (packet, from) => {
    const first = packet.readUInt16BE();
    if (first < 0x4000) return void answer(read(packet), from);
    const allocation = allocations.get(`${from.address}:${from.port}`);
    const to = allocation?.channels.get(first);
    if (allocation && to) pass(allocation, to, packet.subarray(4, 4 + packet.readUInt16BE(2)));
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `turn:127.0.0.1:${server.address().port}?transport=udp`,
    let: () => [...names],
    refused: () => refused,
    carried: () => carried,
    close: () => {
      server.close();
      for (const { socket } of allocations.values()) socket.close();
    },
  };
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A message of the relay's own begins with an id that nobody answers. */
const headOfMine = (): Buffer => Buffer.concat([number(cookie), Buffer.alloc(12)]);

function read(whole: Buffer): Message {
  const values = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= whole.length;) {
    const length = whole.readUInt16BE(at + 2);
    const type = whole.readUInt16BE(at);
    if (!values.has(type)) values.set(type, whole.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { type: whole.readUInt16BE(), head: whole.subarray(4, 20), values, whole };
}

function encoded(type: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
  return Buffer.concat([number(type * 0x1_0000 + bytes.length), bytes, padding]);
}

/** The signature counts itself into the message's length. */
function signatureOf(before: Buffer, key: Buffer): Buffer {
  const counted = Buffer.from(before);
  counted.writeUInt16BE(before.length - 20 + 24, 2);
  return createHmac('sha1', key).update(counted).digest();
}

function written(type: number, head: Buffer, parts: Buffer[], key?: Buffer): Buffer {
  const body = Buffer.concat(parts);
  const message = Buffer.concat([number(type * 0x1_0000 + body.length), head, body]);
  if (!key) return message;
  const signature = signatureOf(message, key);
  message.writeUInt16BE(body.length + 24, 2);
  return Buffer.concat([message, encoded(attribute.integrity, signature)]);
}

/** Addresses are mixed with the cookie, so that no network on the way takes them for its own and changes them. */
function addressIn({ address, port }: Address): Buffer {
  const bytes = Buffer.from([0, 1, 0, 0, ...address.split('.').map(Number)]);
  bytes.writeUInt16BE(port ^ (cookie >>> 16), 2);
  bytes.writeUInt32BE((bytes.readUInt32BE(4) ^ cookie) >>> 0, 4);
  return bytes;
}
function addressFrom(bytes: Buffer): Address {
  const plain = number((bytes.readUInt32BE(4) ^ cookie) >>> 0);
  return { address: [...plain].join('.'), port: bytes.readUInt16BE(2) ^ (cookie >>> 16) };
}
