import { Module } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { Challenges } from './challenges.js';
import { HeldAddresses } from './held-addresses.js';
import { OwnAddress } from './own-address.service.js';
import { Sessions } from './sessions.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [Accounts, Challenges, HeldAddresses, OwnAddress, Sessions, SignInService],
  exports: [Accounts, Challenges, HeldAddresses, OwnAddress, Sessions, SignInService],
})
export class PeopleModule {}
