import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';

@Module({ imports: [EventsModule] })
export class RegistrationModule {}
