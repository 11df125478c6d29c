import { migrate } from '@foyer/schema';

/**
 * A process of its own that brings the database to the newest schema, so the supervisor never carries the ORM.
 * Answers over the channel it was started with.
 */
const { applied } = await migrate(process.env.DATABASE_URL ?? '');
process.send?.({ applied: applied.length }, () => process.exit(0));
