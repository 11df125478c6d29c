// One JSON log line, for people: time, who, level, message, and what else it carries.
import { styleText } from 'node:util';

const LEVELS = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const COLOURS = { warn: 'yellow', error: 'red', fatal: 'red', debug: 'dim', trace: 'dim' };

export function prettyLine(name, line) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return `${name.padEnd(6)} ${line}`;
  }
  const {
    level,
    time,
    msg,
    pid: _pid,
    hostname: _host,
    name: _name,
    process: _process,
    err,
    ...rest
  } = entry;
  const word = LEVELS[level] ?? 'info';
  const when = new Date(
    typeof time === 'number' || typeof time === 'string' ? time : Date.now(),
  ).toLocaleTimeString('sv');
  const more = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const head = styleText(COLOURS[word] ?? 'reset', `${name.padEnd(6)} ${word.padEnd(5)} ${msg ?? ''}`);
  const stack = err?.stack ? `\n${err.stack}` : '';
  return `${styleText('dim', when)} ${head} ${styleText('dim', more.join(' '))}${stack}`;
}
