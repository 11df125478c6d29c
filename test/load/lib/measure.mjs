// What the benchmarks measure with: processor time as the operating system counts it, medians, rows for RESULTS.md.
import fs from 'node:fs';
import os from 'node:os';

const ticksPerSecond = 100;

function statOf(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Processor time of a process with all its threads, in seconds; of its ended children too, if wanted. */
export function cpuOf(pid, withEndedChildren = false) {
  const fields = statOf(pid);
  const ended = withEndedChildren ? Number(fields[13]) + Number(fields[14]) : 0;
  return (Number(fields[11]) + Number(fields[12]) + ended) / ticksPerSecond;
}

/** Processor time of a PostgreSQL: its postmaster and every process of it, also those that have ended. */
export function cpuOfPostgres(postmaster) {
  let seconds = cpuOf(postmaster, true);
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Number(statOf(name)[1]) === postmaster) seconds += cpuOf(name);
    } catch {
      // It has ended meanwhile: the postmaster counts it.
    }
  }
  return seconds;
}

/** Memory that a process holds, in kilobytes. */
export function memoryOf(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

export function median(list) {
  return quantile(list, 0.5);
}
export function quantile(list, share) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** `0.91 (0.87–0.93)`: the median of some runs and their range. */
export function spread(list, digits = 2) {
  const told = (value) => value.toFixed(digits);
  return `${told(median(list))} (${told(Math.min(...list))}–${told(Math.max(...list))})`;
}

export const row = (cells) => `| ${cells.join(' | ')} |`;
export function table(heads) {
  console.log(row(heads));
  console.log(row(heads.map(() => '---')));
}

/** What every table says above it. */
export function circumstances(what) {
  const load = os.loadavg().map((one) => one.toFixed(1));
  console.log(
    `${what}; ${new Date().toISOString().slice(0, 16)}, Node ${process.version}, ${os.availableParallelism()} cores, load average ${load.join(' ')} at the beginning`,
  );
}
export const loadNow = () => os.loadavg()[0].toFixed(1);

/**
 * A line of the table that `npm run bench` prints: what was measured against its reference and target.
 * @param {{ what: string, target: string, measured: string, reference?: string, ratio?: number, held: boolean }} line
 */
export function verdict(line) {
  if (!process.env.BENCH_VERDICTS) return;
  const told = { load: loadNow(), ...line, ratio: line.ratio === undefined ? '' : line.ratio.toFixed(2) };
  fs.appendFileSync(process.env.BENCH_VERDICTS, `${JSON.stringify(told)}\n`);
}
