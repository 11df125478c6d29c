import { BookingsService } from '@foyer/meetings';
import type { Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { OnCommand, type CommandIn, type CommandOut } from '../sockets/on-command.js';

/** Accepting over the socket. */
@Injectable()
export class MeetingRequestsGateway {
  constructor(@Inject(BookingsService) private readonly bookings: BookingsService) {}

  @OnCommand('meetingRequest.accept')
  accept(
    { event, request, slot }: CommandIn<'meetingRequest.accept'>,
    call: Call,
  ): Promise<CommandOut<'meetingRequest.accept'>> {
    return this.bookings.accept(call, event, request, slot);
  }
}
