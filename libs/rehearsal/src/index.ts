export { rehearse, type RehearsalOptions, type RehearsalReport } from './rehearse.js';
export type { Habits, Progress } from './stage.js';
export type { Figures } from './tally.js';
