// npm run dev: everything at once for people who change the code. Saved server code is compiled file by file and the
// servers start again; the web app is served by Vite with hot reload. One Ctrl-C stops it all.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { relaunchOnRecentNode } from './lib/node.mjs';
import { prettyLine } from './lib/pretty-line.mjs';
import { buildServer, dist, root, serverFolders } from './lib/server-build.mjs';

const built = (file) => import(pathToFileURL(path.join(dist, 'apps/cli/src', file)).href);
const WEB_PORT = Number(process.env.WEB_PORT ?? 5173);
/** Editors write a file in several steps, and branches change many files at once. */
const LOOK_MS = 500;
const SETTLE_MS = 40;

async function startVite(apiUrl) {
  const configFile = path.join(root, 'apps/web/vite.config.ts');
  if (!fs.existsSync(configFile)) return undefined;
  const { createServer } = await import('vite');
  const proxy = Object.fromEntries(
    ['/api', '/health', '/socket.io'].map((prefix) => [
      prefix,
      { target: apiUrl, ws: prefix === '/socket.io' },
    ]),
  );
  const server = { host: '127.0.0.1', port: WEB_PORT, strictPort: true, proxy };
  const vite = await createServer({ configFile, clearScreen: false, logLevel: 'warn', server });
  await vite.listen();
  return vite;
}

/** Calls `changed` once things have settled after a save; never twice at the same time. */
function watchSources(changed) {
  let timer;
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await changed();
    } while (again);
    running = false;
  };
  const watchers = serverFolders
    .map((folder) => path.join(root, folder))
    .filter((folder) => fs.existsSync(folder))
    .map((folder) =>
      fs.watch(folder, { recursive: true }, () => {
        clearTimeout(timer);
        timer = setTimeout(run, SETTLE_MS);
      }),
    );
  // Editors that save by renaming take the file out of the recursive watch on Linux: a look now and then finds it.
  const look = setInterval(run, LOOK_MS);
  return () => {
    clearTimeout(timer);
    clearInterval(look);
    for (const watcher of watchers) watcher.close();
  };
}

/** The servers that a change concerns: their own code, or what both share. */
function affectedBy(files) {
  return ['api', 'worker'].filter((name) =>
    files.some((file) => file.startsWith(`apps/${name}/`) || file.startsWith('libs/')),
  );
}

async function main() {
  const settingsFile = path.join(root, '.env');
  if (fs.existsSync(settingsFile)) process.loadEnvFile(settingsFile);
  process.env.NODE_ENV = 'development';
  await buildServer();
  const [{ Stack }, { Screen }, { readSettings, localUrl }, { describeFailure }] = await Promise.all(
    ['start/stack.js', 'start/screen.js', 'start/settings.js', 'failure.js'].map(built),
  );
  const screen = new Screen();
  // Browsers talk to Vite, so that is the address whose Origin the api must accept.
  const withWeb = fs.existsSync(path.join(root, 'apps/web/vite.config.ts'));
  if (withWeb) process.env.PUBLIC_URL ??= `http://localhost:${WEB_PORT}`;
  const settings = readSettings();
  screen.title();
  const stack = new Stack(settings, screen, (name, line) => screen.line(prettyLine(name, line)));

  let vite;
  let unwatch;
  let stopping = false;
  const stop = async (code) => {
    if (stopping) return;
    stopping = true;
    unwatch?.();
    stack.abandon();
    await vite?.close();
    await stack.down();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  process.on('disconnect', () => void stop(0));

  const rebuild = async () => {
    const began = performance.now();
    try {
      const { compiled, removed } = await buildServer();
      const changed = [...compiled, ...removed];
      if (changed.length === 0 || stopping) return;
      const migrate = changed.some((file) => file.startsWith('libs/schema/'));
      const what = changed.length === 1 ? changed[0] : `${changed.length} files`;
      await stack.reload(migrate, affectedBy(changed), (name) => {
        if (!stopping) screen.step('reloaded', `${name} with ${what}`, began);
      });
    } catch (error) {
      screen.note(`${describeFailure(error)}\n    Waiting for the next save.`);
    }
  };

  try {
    await stack.up();
    if (stopping) return;
    vite = await startVite(localUrl(settings));
    unwatch = watchSources(rebuild);
    screen.block([
      ['Open', settings.publicUrl],
      ['Api', `${localUrl(settings)}/api/docs`],
      ['Stop', 'Ctrl-C'],
    ]);
  } catch (error) {
    if (stopping) return;
    screen.line(`\n${describeFailure(error)}\n`);
    await stop(1);
  }
}

if (!relaunchOnRecentNode()) await main();
