import { spawn, type ChildProcess } from 'node:child_process';
import type { Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import { freePort } from '@foyer/platform/embedded';
import { AttendanceService } from '@foyer/registration';
import {
  aLive,
  anEvent,
  aParticipant,
  aSession,
  programs,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AttendanceGateway } from '../../apps/api/src/registration/attendance.gateway.js';

const patience = 60_000;

let foyer: Foyer;
let other: ChildProcess | undefined;
let otherUrl: string;
const windows: Live[] = [];
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  foyer.clock.set(new Date());
  otherUrl = await startApi();
}, patience);
afterAll(async () => {
  for (const live of windows) live.close();
  other?.kill('SIGKILL');
  await foyer.stop();
});

/** An api in a process of its own, as in production. @returns where it answers */
async function startApi(): Promise<string> {
  const port = await freePort();
  const { DATABASE_URL, FOYER_SECRET, SMTP_URL } = foyer.env;
  other = spawn(process.execPath, [programs.api], {
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL, FOYER_SECRET, SMTP_URL, PORT: String(port) },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until('the other process answers', answers, patience);
  return url;
}

async function window(person: { id: string }, url = foyer.url): Promise<Live> {
  const live = await aLive(foyer, person, { url });
  windows.push(live);
  return live;
}

it(
  'counts nobody any more who was there by a process that was killed, and everybody else',
  async () => {
    const event = await anEvent(foyer);
    const { id: session } = await aSession(foyer, event);
    const [gone, stays] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
    const watched = (await window(event.owner)).follow(streams.presence, { session });
    const shown = (count: number) =>
      until(`${count} are there`, () => watched.get().state?.presence[session]?.count === count, patience);
    await shown(0);
    const there = [await window(gone, otherUrl), await window(stays, otherUrl), await window(stays)];
    for (const live of there) await live.command('session.enter', { session });
    await shown(2);

    other?.kill('SIGKILL');
    await until('it is dead', () => other?.signalCode === 'SIGKILL');
    const [attendance, gateway] = [foyer.get(AttendanceService), foyer.get(AttendanceGateway)];
    await gateway.beat();
    expect(await attendance.tidy()).toBe(0);
    // Half a minute later it has not said that it lives, and this one has.
    foyer.clock.set(new Date(Date.now() + 31_000));
    await gateway.beat();
    expect(await attendance.tidy()).toBe(1);
    await shown(1);
  },
  patience,
);
