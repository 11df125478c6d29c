import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { Commitments } from './commitments.js';

@Module({ imports: [EventsModule], providers: [Commitments], exports: [Commitments] })
export class AgendaModule {}
