/**
 * The parts that `npm start`, the commands and the tests run themselves when no server is configured. A door of its
 * own (@foyer/platform/embedded): the supervisor stays resident and should not carry the framework with it.
 */
export { findPostgres, startPostgres, type EmbeddedPostgres, type PostgresOptions } from './postgres.js';
export { errorCode } from './error-code.js';
export { EmbeddedProblem, explainError } from './problem.js';
export { freePort, isAlive, isListening, probePort, startOf, waitUntil } from './processes.js';
export { watchOver } from './watchdog.js';
