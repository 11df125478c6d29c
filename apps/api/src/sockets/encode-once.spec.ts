import { expect, it } from '@jest/globals';
import { shareText } from '@foyer/platform';
import * as plain from 'socket.io-parser';
import { encodeOnce } from './encode-once.js';

const { ACK, CONNECT, CONNECT_ERROR, DISCONNECT, EVENT } = plain.PacketType;

it.each<plain.Packet>([
  { type: CONNECT, nsp: '/', data: { sid: 'a' } },
  { type: CONNECT_ERROR, nsp: '/', data: { message: '„no“' } },
  { type: DISCONNECT, nsp: '/' },
  { type: EVENT, nsp: '/', data: ['stream', { stream: 'questions/1', prev: 0, rev: 1, change: {} }] },
  { type: EVENT, nsp: '/room', id: 7, data: ['ask', { text: 'კითხვა' }] },
  { type: ACK, nsp: '/', id: 0, data: [{ ok: false, problem: { status: 404 } }] },
  { type: ACK, nsp: '/', id: 12, data: [] },
])('says %j as socket.io does', (packet) => {
  expect(new encodeOnce.Encoder().encode(packet)).toEqual(new plain.Encoder().encode(packet));
});

it('makes the text of a shared answer once, and each of its acks as socket.io would', () => {
  let made = 0;
  const entries = { toJSON: () => `text ${++made}` };
  const start = shareText({ kind: 'snapshot', rev: 3, entries });
  const said = [1, 2].flatMap((id) =>
    new encodeOnce.Encoder().encode({ type: ACK, nsp: '/', id, data: [{ ok: true, data: start }] }),
  );
  const told = { kind: 'snapshot', rev: 3, entries: 'text 1' };
  expect(said).toEqual(
    [1, 2].flatMap((id) =>
      new plain.Encoder().encode({ type: ACK, nsp: '/', id, data: [{ ok: true, data: told }] }),
    ),
  );
  expect(made).toBe(1);
});
