import { routes, uploadRule, type AnyRoute, type RouteId } from '@foyer/contracts';
import sharp from 'sharp';
import type { Foyer } from './foyer.js';
import { sampleOf, type Known } from './sample.js';

/** What goes through a door, as it stands on the wire: nothing has looked at it before. */
export interface DoorInput {
  params: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}
export interface DoorAnswer {
  status: number;
  text: string;
  /** Of a problem document; null for everything else. */
  code: string | null;
}

export const routeIds = Object.keys(routes) as RouteId[];
export const routeOf = (id: RouteId): AnyRoute => routes[id];

/** A valid input for a door. */
export async function doorInput(
  route: AnyRoute,
  known: Known,
  optional: 'none' | 'known' | 'all' = 'none',
): Promise<DoorInput> {
  const query = sampleOf(route.query, { known, optional });
  return {
    params: asRecord(sampleOf(route.params, { known, optional: 'all' })),
    query: optional === 'none' ? required(route, asRecord(query)) : asRecord(query),
    body: uploadRule(route) ? await fileFor(route) : sampleOf(route.body, { known, optional }),
  };
}

/** Sends something through a door as whoever has the cookie; nobody without one. */
export async function callDoor(
  foyer: Pick<Foyer, 'url'>,
  route: AnyRoute,
  { params, query = {}, body }: DoorInput,
  cookie?: string,
): Promise<DoorAnswer> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const bytes = Buffer.isBuffer(body);
  const text = bytes || body === undefined || route.method === 'GET' ? undefined : JSON.stringify(body);
  const answer = await fetch(`${foyer.url}/api${path}?${search}`, {
    method: route.method,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bytes ? { 'content-type': 'application/octet-stream', 'x-file-name': 'sample.txt' } : {}),
    },
    ...(bytes ? { body: Uint8Array.from(body) } : {}),
    ...(text === undefined ? {} : { body: text }),
  });
  const content = Buffer.from(await answer.arrayBuffer()).toString('utf8');
  const problem = answer.headers.get('content-type')?.startsWith('application/problem+json');
  return { status: answer.status, text: content, code: problem ? String(JSON.parse(content).code) : null };
}

/** The smallest file that a door takes. */
async function fileFor(route: AnyRoute): Promise<Buffer> {
  if (uploadRule(route)?.kind === 'image') return Buffer.from(await aPicture());
  return Buffer.from('name,email\nAda,ada@example.org\n');
}

let picture: Promise<Uint8Array<ArrayBuffer>> | undefined;
/** A small PNG. */
export function aPicture(): Promise<Uint8Array<ArrayBuffer>> {
  const create = { width: 8, height: 8, channels: 3 as const, background: '#123456' };
  picture ??= sharp({ create })
    .png()
    .toBuffer()
    .then((bytes) => Uint8Array.from(bytes));
  return picture;
}

/** A query leaves out what it may. */
function required(route: AnyRoute, query: Record<string, unknown>): Record<string, unknown> {
  return route.query.safeParse({}).success ? {} : query;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
