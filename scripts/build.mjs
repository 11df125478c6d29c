// npm run build [-- --no-web]: brings dist/ up to date: the server by SWC, the bundles that `npm start` runs by Rolldown
// and, without --no-web, the web app by Vite.
import { buildServer } from './lib/server-build.mjs';
import { bundleServer } from './lib/server-bundle.mjs';
import { buildWeb } from './lib/web-build.mjs';

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

try {
  const server = await buildServer();
  const changed = server.compiled.length + server.removed.length;
  console.log(
    changed === 0
      ? `server: up to date (${seconds(server.ms)})`
      : `server: ${server.compiled.length} files compiled, ${server.removed.length} removed (${seconds(server.ms)})`,
  );
  let began = performance.now();
  const bundled = await bundleServer();
  console.log(`bundle: ${bundled ? 'made' : 'up to date'} (${seconds(performance.now() - began)})`);
  if (!process.argv.includes('--no-web')) {
    began = performance.now();
    const outcome = await buildWeb();
    if (outcome === 'absent') console.log('web:    skipped, there is no apps/web/vite.config.ts');
    else
      console.log(
        `web:    ${outcome === 'fresh' ? 'up to date' : 'built'} (${seconds(performance.now() - began)})`,
      );
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
