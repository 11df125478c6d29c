// npm run schema:diff: the SQL that a new migration still has to hold, from the difference between the entities and
// a freshly migrated database. Prints nothing where they agree.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildServer, dist } from './lib/server-build.mjs';
import { startTestServices, TEMPLATE } from './lib/test-services.mjs';

await buildServer();
const services = await startTestServices();
try {
  const { schemaDifference } = await import(pathToFileURL(path.join(dist, 'libs/schema/src/index.js')).href);
  const url = new URL(services.env.TEST_DATABASE_ADMIN_URL);
  url.pathname = `/${TEMPLATE}`;
  console.log(await schemaDifference(url.href));
} finally {
  await services.stop();
}
