// npm run build [-- --no-web]: brings dist/ up to date (server by SWC, web app by Vite).
import { buildServer } from './lib/server-build.mjs';
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
  if (!process.argv.includes('--no-web')) {
    const began = performance.now();
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
