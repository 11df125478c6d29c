import { Command } from 'commander';
import type { RehearseFlags } from './rehearse/rehearse.js';
import type { ExportFlags } from './export/export.js';
import { describeFailure } from './failure.js';
import type { AddFlags } from './user.js';
import type { ImportFlags } from './import/import.js';

/**
 * The commands. Each one's code is loaded when it is called and not before: `foyer --help` answers at once, and a
 * resident command carries only what it needs.
 */
const program = new Command('foyer')
  .description(
    'Virtual networking events: agenda, registration, live questions, B2B meetings, reminders, summary.',
  )
  .showHelpAfterError('(foyer --help lists the commands)')
  .addHelpText(
    'after',
    '\nSettings are environment variables or lines of a file .env; .env.example explains each.\n' +
      'Without DATABASE_URL, commands use the embedded database below FOYER_DATA (.foyer), running or not.',
  );

program
  .command('start')
  .description('run everything here: embedded database, mailbox, api, worker and web app')
  .action(async () => (await import('./start/start.js')).start());

program
  .command('migrate')
  .description('bring the database to the newest schema')
  .action(async () => (await import('./migrate.js')).migrateCommand());

program
  .command('rehearse')
  .description(
    'play an event against a running demo server as its people would, and check every figure and mail',
  )
  .argument('[event]', 'the short name of the event, as in its address')
  .option('--generate <people>', 'instead: an invented event of so many people, made and imported here')
  .option('--url <url>', 'where the server is (default: this machine, PORT or 3000)')
  .option('--organiser <email>', 'who organises it (default: looked up in the database here)')
  .option('--speed <times>', 'event seconds a second; max jumps from moment to moment', 'max')
  .option('--seed <number>', 'the same seed gives the same rehearsal', '1')
  .option('--at-once <people>', 'people who act at the same time', '8')
  .option('--disturb', 'sessions and meetings are moved and called off on the way')
  .option('--json', 'print the report for machines')
  .action(async (event: string | undefined, flags: RehearseFlags) =>
    (await import('./rehearse/rehearse.js')).rehearseCommand(event, flags),
  );

program
  .command('generate-event')
  .description('write the files of an invented event: event.yaml and people.csv')
  .option('--people <number>', 'how many take part', Number, 500)
  .option('--seed <number>', 'the same seed gives the same event', Number, 1)
  .option('--out <folder>', 'where to', 'generated')
  .action(async (flags: { people: number; seed: number; out: string }) =>
    (await import('./rehearse/generate.js')).generateCommand(flags),
  );

const user = program.command('user').description('accounts: list them, add one, say who may create events');
user
  .command('list')
  .description('one line an account: address, name, language, organiser or nothing')
  .option('--organisers', 'only those who may create events')
  .action(async (flags: { organisers?: boolean }) => (await import('./user.js')).listUsers(flags));
user
  .command('add')
  .description('make an account; its owner signs in with a code by mail')
  .argument('<email>')
  .option('--name <name>', 'as it is shown to others')
  .option('--language <code>', 'en, az, ka, uk, lt or ro')
  .option('--organiser', 'may create events')
  .action(async (email: string, flags: AddFlags) => (await import('./user.js')).addUser(email, flags));
user
  .command('organiser')
  .description('let an account create events')
  .argument('<email>')
  .option('--revoke', 'no longer')
  .action(async (email: string, flags: { revoke?: boolean }) =>
    (await import('./user.js')).setOrganiser(email, flags),
  );

program
  .command('solve')
  .description(
    'schedule B2B meetings: reads an instance, writes the best schedule found (--help shows the options)',
  )
  .argument('[options...]')
  .allowUnknownOption()
  .helpOption(false)
  .action(async () => {
    // The solver reads its own options, for it can be used without Foyer.
    const { solveCli } = await import('@foyer/solver');
    process.exitCode = await solveCli(process.argv.slice(3), process.stdin);
  });

program
  .command('import')
  .description('take an event, an agenda or people from a file; a second time it updates them')
  .argument(
    '<file>',
    'an event file (docs/event-file.md), schedule.json, schedule.xml, iCalendar, xCal, CSV or XLSX (docs/exchange.md)',
  )
  .option('--people <csv>', 'with an event file: the people to invite')
  .option('--event <slug>', 'the event that an agenda or people belong to (default: as the file calls it)')
  .option(
    '--format <format>',
    'event, people, schedule-json, schedule-xml, ics, xcal, csv or xlsx (default: as the file looks)',
  )
  .option('--confirm', 'with a table of people: they take part at once, instead of being invited')
  .option('--missing <what>', 'with an agenda: keep or remove sessions that the file does not have', 'keep')
  .option('--encoding <name>', 'of a table, where the guess is wrong: windows-1251')
  .option('--sheet <name>', 'of a workbook (default: the first)')
  .option('--publish', 'make the event, and what was imported, visible to everybody')
  .action(async (file: string, flags: ImportFlags) =>
    (await import('./import/import.js')).importCommand(file, flags),
  );

program
  .command('export')
  .description('write an event, its agenda or a list of it as a file')
  .argument('<event>', 'the short name of the event, as in its address')
  .option(
    '--format <format>',
    'event, schedule-json, schedule-xml, ics, xcal, csv, xlsx, or a list: participants-csv, speakers-xlsx, attendance-json …',
    'event',
  )
  .option('--draft', 'of an agenda: with what is not released yet')
  .option('--out <file>', 'where to (default: the screen)')
  .option('--people <csv>', 'where to write the people, too')
  .action(async (event: string, flags: ExportFlags) =>
    (await import('./export/export.js')).exportCommand(event, flags),
  );

try {
  await program.parseAsync();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
