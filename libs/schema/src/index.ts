export { entities } from './entities.js';
export { migrate, schemaDifference } from './migrate.js';
export { seedDemo } from './demo/seed-demo.js';
