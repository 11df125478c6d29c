import { migrate, seedDemo } from '@foyer/schema';

/**
 * A process of its own that brings the database to the newest schema and, in the demo, sees to its event; so the
 * supervisor never carries the ORM. Answers over the channel it was started with.
 */
const databaseUrl = process.env.DATABASE_URL ?? '';
const { applied } = await migrate(databaseUrl);
const demo = process.env.FOYER_DEMO === '1' ? await seedDemo(databaseUrl) : 'none';
process.send?.({ applied: applied.length, demo }, () => process.exit(0));
