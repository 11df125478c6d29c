import {
  Ack,
  CommandEnvelope,
  commands,
  Handshake,
  ProblemDocument,
  pushes,
  RoomCallPush,
  RoomSignalPush,
  StreamBegun,
  StreamPush,
  streams,
  type Command,
  type Stream,
} from '@foyer/contracts';
import { z } from 'zod';

type Json = Record<string, unknown>;

const socketChannel = '#/channels/socket';

/**
 * AsyncAPI 3.0 of every command, stream and push of the contracts.
 * @param serverUrl where the house is, as people reach it
 * @see https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncApiDocument(serverUrl: string): Json {
  const { host, protocol } = new URL(serverUrl);
  const said = Object.entries<Command>(commands);
  const followed = Object.entries<Stream>(streams);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Foyer', version: '1', description },
    defaultContentType: 'application/json',
    servers: {
      socket: {
        ...{ host, protocol: protocol === 'https:' ? 'wss' : 'ws', pathname: '/socket.io/' },
        description: 'socket.io 4 by websocket alone; the Origin has to be the house’s own.',
        security: [{ $ref: '#/components/securitySchemes/session' }],
      },
    },
    channels: {
      socket: {
        address: '/',
        summary: 'One connection: commands with their acknowledgements, and what is pushed',
        messages: {
          handshake: message('What is said while connecting, as socket.io’s auth', Handshake),
          [pushes.begun]: message('The answer to a stream that the handshake asked for', StreamBegun),
          [pushes.roomSignal]: message('Between two who meet by video', RoomSignalPush),
          [pushes.roomCall]: message('Somebody waits for you in a meeting', RoomCallPush),
          ...Object.fromEntries(said.flatMap(([name, command]) => messagesOf(name, command))),
        },
      },
      ...Object.fromEntries(followed.map(([id, stream]) => [id, channelOf(stream)])),
    },
    operations: {
      ...Object.fromEntries(said.map(([name, command]) => [name, carryOut(name, command)])),
      connect: {
        ...{ action: 'receive', channel: ref(socketChannel) },
        summary: 'Connect, and follow streams from the first moment on',
        messages: [ref(`${socketChannel}/messages/handshake`)],
        reply: { channel: ref(socketChannel), messages: [ref(`${socketChannel}/messages/${pushes.begun}`)] },
      },
      whisper: {
        ...{ action: 'send', channel: ref(socketChannel) },
        summary: 'Tell one person or window something, at most once',
        messages: [pushes.roomSignal, pushes.roomCall].map((name) =>
          ref(`${socketChannel}/messages/${name}`),
        ),
      },
      ...Object.fromEntries(
        followed.map(([id, { summary }]) => [
          `push-${id}`,
          {
            ...{ action: 'send', channel: ref(`#/channels/${id}`), summary },
            messages: [ref(`#/channels/${id}/messages/${pushes.stream}`)],
          },
        ]),
      ),
    },
    components: {
      schemas: { Problem: schemaOf(ProblemDocument) },
      securitySchemes: {
        session: {
          type: 'httpApiKey',
          in: 'cookie',
          name: 'foyer-session',
          description: 'Of who is signed in',
        },
      },
    },
  };
}

const description = `Commands are emitted with an envelope and acknowledged once what they did is kept: the same id again gives the same answer and does nothing twice. A stream is a numbered sequence of changes to a keyed collection: whoever follows it gets a start with its revision, and then pushes, each of which says after which revision it comes (prev). A push whose prev is above the revision held means that one is missing: follow again with since.`;

const ref = ($ref: string): Json => ({ $ref });
/** As it is on the wire: what readers make of it comes after. */
const schemaOf = (schema: z.ZodType): Json =>
  z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
const message = (summary: string, payload: z.ZodType): Json => ({ summary, payload: schemaOf(payload) });

function messagesOf(name: string, { summary, input, answer }: Command): [string, Json][] {
  const [yes, no] = Ack.options;
  const acknowledged = z.union([yes.extend({ data: answer }), no]);
  return [
    [name, { name, ...message(summary, CommandEnvelope.extend({ input })) }],
    [`${name}.ack`, { name: `${name}.ack`, ...message(`What became of it: ${summary}`, acknowledged) }],
  ];
}

function carryOut(name: string, { summary, access, guests }: Command): Json {
  const who = access === 'anyone' ? 'anybody' : guests ? 'who is signed in, and guests' : 'who is signed in';
  return {
    ...{ action: 'receive', channel: ref(socketChannel), summary, description: `For ${who}.` },
    messages: [ref(`${socketChannel}/messages/${name}`)],
    reply: { channel: ref(socketChannel), messages: [ref(`${socketChannel}/messages/${name}.ack`)] },
  };
}

function channelOf({ pattern, summary, entries }: Stream): Json {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const kinds = Object.entries(entries);
  const change = z.object({
    put: z.object(Object.fromEntries(kinds.map(([kind, entry]) => [kind, byId(entry)]))).optional(),
    patch: z
      .object(Object.fromEntries(kinds.map(([kind]) => [kind, byId(z.record(z.string(), z.unknown()))])))
      .optional(),
    drop: z
      .object(Object.fromEntries(kinds.map(([kind]) => [kind, z.array(z.string()).optional()])))
      .optional(),
  });
  return {
    ...{ address: pattern, summary },
    parameters: Object.fromEntries(names.map((name) => [name, { description: `Of which ${name}` }])),
    messages: { [pushes.stream]: message(summary, StreamPush.extend({ change })) },
  };
}

const byId = (entry: z.ZodType): z.ZodType => z.record(z.string(), entry).optional();
