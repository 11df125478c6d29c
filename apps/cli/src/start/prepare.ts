import { migrate, seedDemo } from '@foyer/schema';

/**
 * A process of its own that brings the database to the newest schema and, when told, fills in the demo; so the
 * supervisor never carries the ORM. Answers over the channel it was started with.
 */
const databaseUrl = process.env.DATABASE_URL ?? '';
const began = performance.now();
const { applied } = await migrate(databaseUrl);
const seeded = process.argv.includes('--demo');
if (seeded) await seedDemo(databaseUrl);
process.send?.({ applied: applied.length, seeded, ms: performance.now() - began }, () => process.exit(0));
