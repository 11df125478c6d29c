import { Module } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { Challenges } from './challenges.js';
import { Passkeys } from './passkeys.js';
import { Identities } from './identities.js';
import { HeldAddresses } from './held-addresses.js';
import { OwnAddress } from './own-address.service.js';
import { Sessions } from './sessions.js';
import { SignInPruning } from './sign-in-pruning.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [
    Accounts,
    Challenges,
    HeldAddresses,
    Identities,
    OwnAddress,
    Passkeys,
    Sessions,
    SignInPruning,
    SignInService,
  ],
  exports: [
    Accounts,
    Challenges,
    HeldAddresses,
    Identities,
    OwnAddress,
    Passkeys,
    Sessions,
    SignInPruning,
    SignInService,
  ],
})
export class PeopleModule {}
