import { Database, loadEnv, ormOptions, sql } from '@foyer/platform';
import { rehearse, type Progress, type RehearsalReport } from '@foyer/rehearsal';
import { entities } from '@foyer/schema';
import { MikroORM } from '@mikro-orm/postgresql';
import { withDatabase } from '../database.js';
import { CommandProblem } from '../failure.js';
import { describeReport } from './report.js';

export interface RehearseFlags {
  url: string;
  organiser?: string;
  speed: string;
  seed: string;
  atOnce: string;
  json?: boolean;
}

/** `foyer rehearse EVENT`: plays the event against a running server and says whether everything added up. */
export async function rehearseCommand(event: string, flags: RehearseFlags): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('Stopped. The event has its own time back.')));
  const organiser = flags.organiser ?? (await organiserOf(event));
  const report = await rehearse({
    url: flags.url.replace(/\/$/, ''),
    event,
    organiser,
    speed: flags.speed === 'max' ? Number.POSITIVE_INFINITY : positive('speed', flags.speed),
    seed: positive('seed', flags.seed),
    atOnce: positive('at-once', flags.atOnce),
    signal: stop.signal,
    progress: flags.json ? () => undefined : showProgress(),
  });
  print(report, flags.json ?? false);
  if (!report.ok) process.exitCode = 1;
}

function print(report: RehearsalReport, json: boolean): void {
  console.log(json ? JSON.stringify(report, null, 2) : describeReport(report));
}

/** One line an act; on a terminal it counts up in place. */
function showProgress(): (progress: Progress) => void {
  let current = '';
  return ({ act, done, total }) => {
    if (process.stderr.isTTY) {
      const begin = current && current !== act ? '\n' : '\r';
      process.stderr.write(`${begin}  ${act.padEnd(24)} ${done} of ${total}${done === total ? '\n' : ''}`);
      current = done === total ? '' : act;
    } else if (done === total) {
      process.stderr.write(`  ${act.padEnd(24)} ${total}\n`);
    }
  };
}

/** Who organises the event, from the database beside this command. */
async function organiserOf(event: string): Promise<string> {
  return withDatabase(async () => {
    const env = loadEnv();
    const database = new Database(await MikroORM.init(ormOptions(env, entities)));
    try {
      const { rows } = await sql<{ email: string }>`
        select p.email from event e join event_role r on r.event_id = e.id join person p on p.id = r.person_id
        where e.slug = ${event} and r.role in ('owner', 'organiser')
        order by r.role = 'owner' desc, p.email limit 1`.execute(database.sql);
      const email = rows[0]?.email;
      if (!email) {
        throw new CommandProblem(
          `There is no event “${event}” with an organiser in this database. For a server elsewhere, name one with --organiser.`,
        );
      }
      return email;
    } finally {
      await database.close();
    }
  });
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new CommandProblem(`--${name} takes a number above 0.`);
  return number;
}
