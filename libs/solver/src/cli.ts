import { parseArgs } from 'node:util';
import { InstanceError } from './instance.js';
import { parseInstance } from './parse-instance.js';
import { solve } from './solve.js';
import type { SolveOptions } from './solution.js';

/** Where the command writes; for tests. */
export interface SolveCliOutput {
  out: (text: string) => void;
  err: (text: string) => void;
}

const USAGE = `usage: foyer solve [--seconds S] [--moves N] [--seed N] [--fairness D] [--prove] < instance
Reads a B2B scheduling instance (MiniZinc data or JSON) and writes the best schedule found as JSON.
`;

/** Wall time when neither moves nor seconds are given. */
const SECONDS = 10;

/**
 * The command `foyer solve`: reads an instance, writes one line of JSON. Returns the exit code: 0 also when
 * not everything could be placed, 2 for options or an instance that cannot be read.
 */
export async function solveCli(
  argv: readonly string[],
  stdin: AsyncIterable<Uint8Array | string>,
  output: SolveCliOutput = {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  },
): Promise<number> {
  try {
    const options = readOptions(argv);
    if (!options) {
      output.out(USAGE);
      return 0;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
    // The published files hold Latin-1 in their comments; nothing else is outside ASCII.
    const instance = parseInstance(Buffer.concat(chunks).toString('latin1'));
    const s = await solve(instance, options);
    const { placed, unplaced, breaks, idleSlots, fairnessRange, bound, optimal, infeasible, reasons } = s;
    const { slotOfMeeting, seconds, moves } = s;
    const facts = { placed, unplaced, breaks, idleSlots, fairnessRange, bound, optimal, infeasible, reasons };
    output.out(`${JSON.stringify({ ...facts, slotOfMeeting, seconds: round(seconds), moves })}\n`);
    return 0;
  } catch (error) {
    const why = refusal(error);
    if (why === undefined) throw error;
    output.err(`${why}\n${USAGE}`);
    return 2;
  }
}

/** What is wrong with the options or the instance; undefined for a fault of ours. */
function refusal(error: unknown): string | undefined {
  if (error instanceof InstanceError) return error.message;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error))
    return undefined;
  return String(error.code).startsWith('ERR_PARSE_ARGS') ? String(error.message) : undefined;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function readOptions(argv: readonly string[]): SolveOptions | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seconds: { type: 'string' },
      moves: { type: 'string' },
      seed: { type: 'string' },
      fairness: { type: 'string' },
      prove: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return undefined;
  const seconds = number('seconds', values.seconds, false);
  const moves = number('moves', values.moves, true);
  const options: SolveOptions = {
    seed: number('seed', values.seed, true) ?? 1,
    fairness: number('fairness', values.fairness, true),
    prove: values.prove ?? false,
  };
  if (moves !== undefined) options.moves = moves;
  if (seconds !== undefined || moves === undefined) options.seconds = seconds ?? SECONDS;
  return options;
}

function number(name: string, text: string | undefined, whole: boolean): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || (whole && !Number.isInteger(value))) {
    throw new InstanceError(`--${name}`, whole ? 'a whole number' : 'a number');
  }
  return value;
}
