import type { FactPayload } from '@foyer/contracts';
import { Database, houseCall, OnFact, OnTick, type Tx } from '@foyer/platform';
import { DueReminders, MeetingMails, RegistrationMails, ReminderRules } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

const second = 1_000;

/** What has happened in the other rooms, told to whom it concerns; and what is due, when it is. */
@Injectable()
export class RemindersHandler {
  constructor(
    @Inject(ReminderRules) private readonly rules: ReminderRules,
    @Inject(DueReminders) private readonly due: DueReminders,
    @Inject(RegistrationMails) private readonly registrations: RegistrationMails,
    @Inject(MeetingMails) private readonly meetings: MeetingMails,
    @Inject(Database) private readonly database: Database,
  ) {}

  @OnFact('registration.confirmed', 'reminders')
  async registrationConfirmed(tx: Tx, fact: FactPayload<'registration.confirmed'>): Promise<void> {
    await this.registrations.confirmed(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, person: fact.person });
  }

  @OnFact('registration.withdrawn', 'reminders')
  async registrationWithdrawn(
    tx: Tx,
    { event, person }: FactPayload<'registration.withdrawn'>,
  ): Promise<void> {
    await this.rules.reconcile(tx, { event, person });
  }

  @OnFact('event.moved', 'reminders')
  async eventMoved(tx: Tx, { event }: FactPayload<'event.moved'>): Promise<void> {
    await this.rules.reconcile(tx, { event });
  }

  @OnFact('session.moved', 'reminders')
  async sessionMoved(tx: Tx, { event, session }: FactPayload<'session.moved'>): Promise<void> {
    await this.rules.reconcile(tx, { event, ref: session });
  }

  @OnFact('meeting.requested', 'reminders')
  async meetingRequested(tx: Tx, fact: FactPayload<'meeting.requested'>): Promise<void> {
    await this.meetings.requested(tx, fact);
  }

  @OnFact('meeting.booked', 'reminders')
  async meetingBooked(tx: Tx, fact: FactPayload<'meeting.booked'>): Promise<void> {
    await this.meetings.booked(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('meeting.cancelled', 'reminders')
  async meetingCancelled(tx: Tx, fact: FactPayload<'meeting.cancelled'>): Promise<void> {
    await this.meetings.cancelled(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('summary.published', 'reminders')
  async summaryPublished(tx: Tx, fact: FactPayload<'summary.published'>): Promise<void> {
    await this.registrations.summaryPublished(tx, fact);
  }

  @OnTick('reminders.due', second)
  async tellDue(): Promise<void> {
    await this.due.tell();
  }

  @OnTick('reminders.reconcile', 60 * second)
  async reconcile(): Promise<void> {
    await this.database.write(houseCall, async (tx) => {
      await this.rules.reconcile(tx, 'near');
      return null;
    });
  }
}
