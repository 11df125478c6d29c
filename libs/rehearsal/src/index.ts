export { independentChecks, type Check } from './check/independent-check.js';
export { rehearse, type RehearsalOptions, type RehearsalReport } from './rehearse.js';
export type { Facts } from './facts.js';
export type { Mailbox, SeenMail } from './mailbox.js';
export type { Disturbed, Habits, Outage, Progress } from './stage.js';
export type { Figures } from './tally.js';
export { generateEvent, type GeneratedEvent, type GenerateOptions } from './generate/generate-event.js';
