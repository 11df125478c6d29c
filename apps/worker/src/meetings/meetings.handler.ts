import {
  AfterService,
  ApprovalsService,
  MeetingsService,
  OverdueService,
  OwnTimeService,
  RoomSeats,
} from '@foyer/meetings';
import type { FactPayload } from '@foyer/contracts';
import { OnFact, OnTick, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

@Injectable()
export class MeetingsHandler {
  constructor(
    @Inject(MeetingsService) private readonly meetings: MeetingsService,
    @Inject(AfterService) private readonly after: AfterService,
    @Inject(RoomSeats) private readonly seats: RoomSeats,
    @Inject(OverdueService) private readonly overdue: OverdueService,
    @Inject(ApprovalsService) private readonly approvals: ApprovalsService,
    @Inject(OwnTimeService) private readonly ownTime: OwnTimeService,
  ) {}

  @OnFact('registration.withdrawn', 'meetings')
  async leave(tx: Tx, left: FactPayload<'registration.withdrawn'>): Promise<void> {
    await this.meetings.leave(tx, left);
    await this.ownTime.leave(tx, left);
  }

  @OnFact('registration.erased', 'meetings')
  async erase(tx: Tx, erased: FactPayload<'registration.erased'>): Promise<void> {
    await this.after.erase(tx, erased);
  }

  @OnTick('meetings.missed', 5_000)
  async settleMissed(): Promise<void> {
    await this.meetings.settleMissed();
  }

  @OnTick('meetings.rooms', 10_000)
  async tidyRooms(): Promise<void> {
    await this.seats.tidy();
  }

  @OnTick('meetings.expired', 5_000)
  async expire(): Promise<void> {
    await this.overdue.expire();
  }

  @OnTick('meetings.proposals', 10_000)
  async mend(): Promise<void> {
    await this.overdue.mend();
  }

  @OnTick('meetings.awaiting', 10_000)
  async refuseLate(): Promise<void> {
    await this.approvals.refuseLate();
  }
}
