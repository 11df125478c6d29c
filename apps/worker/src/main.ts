import { createLogger, loadEnv, whileHeld } from '@foyer/platform';
import { entities } from '@foyer/schema';
import { createWorker } from './worker.js';

// A supervisor that dies takes its processes with it.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await whileHeld();
const env = loadEnv();
const log = createLogger('worker', env.LOG_LEVEL);
process.on('unhandledRejection', (error) => log.error({ error: String(error) }, 'unhandled rejection'));

await createWorker({ env, log, entities });
log.info('worker ready');
process.send?.('ready');
