import { migrate, seedDemo } from '@foyer/schema';

/**
 * A process of its own that brings the database to the newest schema, and the demo to where it is going on, so the supervisor never carries the ORM.
 * Answers over the channel it was started with.
 */
const { applied } = await migrate(process.env.DATABASE_URL ?? '');
if (process.env.FOYER_DEMO === '1') await seedDemo(process.env.DATABASE_URL ?? '');
process.send?.({ applied: applied.length }, () => process.exit(0));
