export { entities } from './entities.js';
export { migrate, migrationNames, schemaDifference } from './migrate.js';
export { seedDemo } from './demo/seed-demo.js';
