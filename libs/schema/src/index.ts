export { entities } from './entities.js';
export { migrate, schemaDifference } from './migrate.js';
