import { Module } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { Challenges } from './challenges.js';
import { Sessions } from './sessions.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [Accounts, Challenges, Sessions, SignInService],
  exports: [Accounts, Challenges, Sessions, SignInService],
})
export class PeopleModule {}
