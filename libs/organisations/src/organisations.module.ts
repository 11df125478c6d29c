import { Module } from '@nestjs/common';
import { Organisations } from './organisations.js';

@Module({ providers: [Organisations], exports: [Organisations] })
export class OrganisationsModule {}
