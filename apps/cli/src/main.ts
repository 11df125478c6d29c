import { Command } from 'commander';
import { describeFailure } from './failure.js';

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

try {
  await program.parseAsync();
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
