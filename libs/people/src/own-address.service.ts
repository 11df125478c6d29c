import type { Me, RouteResult, routes } from '@foyer/contracts';
import { Database, databaseError, Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Challenges, codeMinutes } from './challenges.js';
import { HeldAddresses } from './held-addresses.js';
import { Person, type Account } from './person.entity.js';
import { toMe } from './sign-in.service.js';

/**
 * One's own address, when mail does not arrive there: confirmed or corrected by a code to it. Only then, so that a
 * stolen session cannot take an account along to another address: whose mail arrives would be told of nothing.
 */
@Injectable()
export class OwnAddress {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Challenges) private readonly challenges: Challenges,
    @Inject(HeldAddresses) private readonly held: HeldAddresses,
  ) {}

  async read(call: Call): Promise<RouteResult<typeof routes.getMyAddress>> {
    const { email } = await this.accountOf(call);
    return { email, hold: await this.held.find(this.database.sql, email) };
  }

  /**
   * Sends a code to the address that is to be the caller's.
   * @returns the token for the cookie of the browser that asked
   * @throws Problem address_not_held; too_many_requests
   */
  async requestCode(
    call: Call,
    { email }: { email: string },
  ): Promise<{ token: string; expiresAt: Date; validForMinutes: number }> {
    const person = await this.accountOf(call);
    if (!(await this.held.find(this.database.sql, person.email))) throw new Problem('address_not_held');
    await this.held.ask(this.database.sql, email);
    const { language, timeZone } = person;
    const opened = await this.challenges.open({
      ...{ email, language, timeZone, address: call.address ?? 'house' },
    });
    return { ...opened, validForMinutes: codeMinutes };
  }

  /**
   * The code has arrived: mail goes to its address, which is the caller's from now on.
   * @throws Problem code_wrong; too_many_requests; address_not_held; address_taken by another account
   */
  async confirm(call: Call, challengeToken: string | undefined, code: string): Promise<Me> {
    try {
      return await this.database.write(call, async (tx) => {
        // In here, so that the same command again gets its answer and not "wrong code".
        const challenge = await this.challenges.check(challengeToken, code);
        const person = await tx.em.findOne(Person, { id: call.actor?.person ?? '' });
        if (person?.email == null) throw new Problem('not_signed_in');
        const earlier = person.email;
        if (!(await this.held.find(tx.sql, earlier))) throw new Problem('address_not_held');
        await this.challenges.spend(tx, challenge);
        // What is known of the old address stays: whoever gets it next has the same mailbox.
        await this.held.lift(tx.sql, challenge.email);
        person.email = challenge.email;
        await tx.em.flush();
        return toMe(person);
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'person_email') throw new Problem('address_taken');
      throw error;
    }
  }

  private async accountOf(call: Call): Promise<Account> {
    const person = await this.database.em().findOne(Person, { id: call.actor?.person ?? '' });
    if (person?.email == null) throw new Problem('not_signed_in');
    return Object.assign(person, { email: person.email });
  }
}
