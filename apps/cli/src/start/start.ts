import { describeFailure } from '../failure.js';
import { Screen } from './screen.js';
import { readSettings, type Settings } from './settings.js';
import { Stack } from './stack.js';

/** npm hands the terminal's Ctrl-C on, so one press may arrive twice; a second press comes later than this. */
const SAME_PRESS_MS = 400;
const PARENT_MS = 200;

/** `foyer start`: resolves when everything has been stopped again. */
export async function start(): Promise<void> {
  const screen = new Screen();
  const settings = readSettings();
  screen.title();
  const stack = new Stack(settings, screen);
  const stopped = stopOnSignal(stack, screen);
  try {
    const up = stack.up(npmPid());
    await Promise.race([up, stopped.asked]);
    if (!stopped.isAsked()) screen.block(whereToLook(settings));
    // A stop during the start waits for the step under way, so that nothing is left running.
    await up.catch((error: unknown) => {
      if (!stopped.isAsked()) throw error;
    });
    await stopped.asked;
  } catch (error) {
    screen.line(`\n${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
  await stack.down();
  if (stopped.isAsked()) screen.line('  Stopped. All data is kept.');
  process.exit();
}

function whereToLook(settings: Settings): [string, string][] {
  const rows: [string, string][] = [['Open', settings.publicUrl]];
  if (settings.demo) {
    rows.push([
      'Sign in',
      `${settings.publicUrl}/sign-in: one click as organiser, moderator, speaker or attendee`,
    ]);
  }
  if (settings.mailbox)
    rows.push(['Mail', `${settings.publicUrl}/mail: every mail that Foyer sends stays here`]);
  rows.push(['Data', `${settings.dataFolder} (logs in ${settings.logFolder})`], ['Stop', 'Ctrl-C']);
  return rows;
}

/** npm when it runs us: killed outright, it cannot hand the signal on, and nobody would know of us any more. */
function npmPid(): number | undefined {
  return process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
}

function stopOnSignal(stack: Stack, screen: Screen): { asked: Promise<void>; isAsked(): boolean } {
  let askedAt: number | undefined;
  let tell: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const ask = (): void => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      stack.abandon();
      screen.line('\n  Stopping … (Ctrl-C again to force)');
      tell();
    } else if (performance.now() - askedAt > SAME_PRESS_MS) stack.force();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  // Started through a wrapper (an older Node that handed over to ours): the wrapper is gone.
  process.on('disconnect', ask);
  const npm = npmPid();
  if (npm !== undefined) {
    const watch = setInterval(() => {
      if (process.ppid === npm) return;
      clearInterval(watch);
      ask();
    }, PARENT_MS).unref();
  }
  return { asked, isAsked: () => askedAt !== undefined };
}
