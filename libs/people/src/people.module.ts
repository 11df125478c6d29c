import { Module } from '@nestjs/common';
import { Challenges } from './challenges.js';
import { Sessions } from './sessions.js';
import { SignInService } from './sign-in.service.js';

@Module({
  providers: [Challenges, Sessions, SignInService],
  exports: [Challenges, Sessions, SignInService],
})
export class PeopleModule {}
