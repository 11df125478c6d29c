import { createLogger, loadEnv, whileHeld } from '@foyer/platform';
import { entities } from '@foyer/schema';
import { createApi } from './api.js';

// A supervisor that dies takes its processes with it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await whileHeld();
const env = loadEnv();
const log = createLogger('api', env.LOG_LEVEL);
process.on('unhandledRejection', (error) => log.error({ error: String(error) }, 'unhandled rejection'));

const app = await createApi({ env, log, entities });
await app.listen(env.PORT, env.HOST);
log.info({ port: env.PORT }, 'api ready');
process.send?.('ready');
