import { Database, loadEnv, ormOptions, sql } from '@foyer/platform';
import { rehearse, type Habits, type Progress, type RehearsalReport } from '@foyer/rehearsal';
import { entities } from '@foyer/schema';
import { MikroORM } from '@mikro-orm/postgresql';
import { withDatabase } from '../database.js';
import { CommandProblem } from '../failure.js';
import { checkDatabase, describeChecks, type Found } from './check.js';
import { generateHere } from './generate.js';
import { describeReport } from './report.js';

export interface RehearseFlags {
  url?: string;
  organiser?: string;
  speed: string;
  seed: string;
  atOnce: string;
  disturb?: boolean;
  json?: boolean;
  /** How many people a generated event has that is played. */
  generate?: string;
}

/** In a crowd of hundreds each does a little less in the rooms, and more in the meetings. */
const crowded: Partial<Habits> = { comes: 0.3, asks: 0.1, votes: 1, requests: 4 };

/** `foyer rehearse EVENT`: plays the event against a running server and says whether everything added up. */
export async function rehearseCommand(named: string | undefined, flags: RehearseFlags): Promise<void> {
  if ((named === undefined) === (flags.generate === undefined)) {
    throw new CommandProblem(
      'Name an event, or generate one: foyer rehearse EVENT, foyer rehearse --generate 500.',
    );
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('Stopped. The event has its own time back.')));
  const seed = positive('seed', flags.seed);
  const generated =
    flags.generate === undefined
      ? undefined
      : await generateHere({
          people: whole('generate', flags.generate),
          seed,
          slug: `generated-${Date.now()}`,
        });
  const event = generated?.slug ?? named ?? '';
  const organiser = flags.organiser ?? (await organiserOf(event));
  const url = (flags.url ?? `http://127.0.0.1:${process.env.PORT || 3000}`).replace(/\/$/, '');
  await fetch(`${url}/health/live`).catch(() => {
    throw new CommandProblem(
      `Nobody answers at ${url}. Start Foyer there (npm start), or say where it is: --url http://…`,
    );
  });
  const report = await rehearse({
    url,
    event,
    organiser,
    speed: flags.speed === 'max' ? Number.POSITIVE_INFINITY : positive('speed', flags.speed),
    seed,
    ...(generated ? { habits: crowded } : {}),
    atOnce: positive('at-once', flags.atOnce),
    ...(flags.disturb ? { disturbed: {} } : {}),
    signal: stop.signal,
    progress: flags.json ? () => undefined : showProgress(),
  });
  // A server elsewhere has its database elsewhere, too.
  const checks = flags.organiser === undefined ? await withDatabase((url) => checkDatabase(url, event)) : [];
  print(report, checks, flags.json ?? false);
  if (!report.ok || checks.some(({ faults }) => faults > 0)) process.exitCode = 1;
}

function print(report: RehearsalReport, checks: readonly Found[], json: boolean): void {
  // What was due to whom is for the tests: thousands of lines that nobody reads.
  const { facts: _facts, ...told } = report;
  if (json) console.log(JSON.stringify({ ...told, checks }, null, 2));
  else console.log([describeReport(report), ...(checks.length ? [describeChecks(checks)] : [])].join('\n'));
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

function whole(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 4 || number > 5_000) {
    throw new CommandProblem(`--${name} takes a whole number from 4 to 5000.`);
  }
  return number;
}
