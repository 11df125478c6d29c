import { createHash } from 'node:crypto';
import type { VideoSetup } from '@foyer/contracts';
import type { Visit } from './visit.js';

type BigBlueButton = Extract<VideoSetup, { kind: 'bigbluebutton' }>;

/** People who are cut off come back within this time. */
const lastingMinutes = 5;

/** An address of BigBlueButton's API: its checksum is made from the name of the call, the query and the secret. */
function callOf(server: string, secret: string, name: string, values: Record<string, string>): string {
  const query = new URLSearchParams(values).toString();
  const checksum = createHash('sha256').update(`${name}${query}${secret}`).digest('hex');
  const base = server.replace(/\/+$/, '').replace(/\/api$/, '');
  return `${base}/api/${name}?${query}&checksum=${checksum}`;
}

/** Makes the meeting there; made already, it stays as it is. It ends by itself when the room closes. */
export function createCall({ server }: BigBlueButton, secret: string, visit: Visit): string {
  return callOf(server, secret, 'create', {
    name: visit.title,
    meetingID: visit.room,
    duration: String(Math.ceil(visit.openFor / 60_000) + lastingMinutes),
    record: 'false',
  });
}

/** Lets this person in under their name; all in a meeting may do the same. */
export function joinLink({ server }: BigBlueButton, secret: string, visit: Visit): string {
  return callOf(server, secret, 'join', {
    fullName: visit.name,
    meetingID: visit.room,
    role: 'MODERATOR',
    userID: visit.person,
    redirect: 'true',
  });
}

/** Whether BigBlueButton's answer says that it was done. */
export const isDone = (xml: string): boolean => /<returncode>\s*SUCCESS\s*<\/returncode>/.test(xml);
