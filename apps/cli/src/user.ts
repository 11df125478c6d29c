import { Email, Language, languages } from '@foyer/contracts';
import { Accounts, PeopleModule } from '@foyer/people';
import { houseCall } from '@foyer/platform';
import { CommandProblem } from './failure.js';
import { withRooms } from './rooms.js';

export interface AddFlags {
  name?: string;
  language?: string;
  organiser?: boolean;
}

/** `foyer user list`: one line an account, tab-separated: address, name, language, `organiser` or nothing. */
export async function listUsers(flags: { organisers?: boolean }): Promise<void> {
  await withRooms([PeopleModule], async ({ database, get }) => {
    for (const account of await get(Accounts).list(database.sql)) {
      if (flags.organisers && !account.organiser) continue;
      const { email, name, language, organiser } = account;
      console.log([email, name, language, organiser ? 'organiser' : ''].join('\t'));
    }
  });
}

/** `foyer user add`: makes the account unless it is there; its owner signs in with a code by mail. */
export async function addUser(address: string, flags: AddFlags): Promise<void> {
  const email = readAddress(address);
  const language = Language.optional().safeParse(flags.language);
  if (!language.success) throw new CommandProblem(`--language is one of ${languages.join(', ')}.`);
  await withRooms([PeopleModule], async ({ database, get }) => {
    await database.write(houseCall, async (tx) => {
      const known = { name: flags.name, language: language.data };
      await get(Accounts).ensure(tx, [{ email, ...known }]);
      if (flags.organiser) await get(Accounts).setOrganiser(tx, email, true);
    });
  });
  console.log(
    flags.organiser ? `${email} has an account and may create events.` : `${email} has an account.`,
  );
}

/** `foyer user organiser`: who may create events. */
export async function setOrganiser(address: string, flags: { revoke?: boolean }): Promise<void> {
  const email = readAddress(address);
  const may = flags.revoke !== true;
  const known = await withRooms([PeopleModule], ({ database, get }) =>
    database.write(houseCall, (tx) => get(Accounts).setOrganiser(tx, email, may)),
  );
  if (!known)
    throw new CommandProblem(`There is no account of ${email}: make one with "foyer user add ${email}".`);
  console.log(`${email} ${may ? 'may create events.' : 'may no longer create events.'}`);
}

function readAddress(text: string): string {
  const email = Email.safeParse(text);
  if (!email.success) throw new CommandProblem(`"${text}" is not an address, such as ana@example.org.`);
  return email.data;
}
