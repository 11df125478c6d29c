export { type Bounds, bounds } from './bounds.js';
export { type ScheduleCheck, type Violation, checkSchedule } from './check-schedule.js';
export { type SolveCliOutput, solveCli } from './cli.js';
export { parseDzn } from './dzn.js';
export { type GenerateOptions, generate } from './generate.js';
export { type Explanation, type Help, type Obstacle, explain } from './explain.js';
export { type Instance, InstanceError, type InstanceMeeting, type Session } from './instance.js';
export { type Model, compile } from './model.js';
export { checkInstance, parseInstance, readInstance } from './parse-instance.js';
export type { Reason } from './reasons.js';
export type { Incumbent, Solution, SolveOptions } from './solution.js';
export {
  type Difference,
  GENTLE,
  type ReplanMode,
  type ReplanOptions,
  difference,
  replan,
} from './replan.js';
export { type TablePlan, assignTables } from './tables.js';
export { solve } from './solve.js';
