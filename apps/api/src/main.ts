import { createLogger, loadEnv } from '@foyer/platform';
import { entities } from '@foyer/schema';
import { createApi } from './api.js';

const env = loadEnv();
const log = createLogger('api', env.LOG_LEVEL);
// A supervisor that dies takes its processes with it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.on('unhandledRejection', (error) => log.error({ error: String(error) }, 'unhandled rejection'));

const app = await createApi({ env, log, entities });
await app.listen(env.PORT, env.HOST);
log.info({ port: env.PORT }, 'api ready');
