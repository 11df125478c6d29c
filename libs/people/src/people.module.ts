import { Module } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { Challenges } from './challenges.js';
import { Passkeys } from './passkeys.js';
import { Sessions } from './sessions.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [Accounts, Challenges, Passkeys, Sessions, SignInService],
  exports: [Accounts, Challenges, Passkeys, Sessions, SignInService],
})
export class PeopleModule {}
