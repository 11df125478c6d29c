import type { FactPayload } from '@foyer/contracts';
import { Database, houseCall, OnFact, OnTick, type Tx } from '@foyer/platform';
import {
  DueReminders,
  EventMails,
  MailErasure,
  MeetingMails,
  RegistrationMails,
  ReleaseMails,
  ReminderRules,
  ScheduleMails,
  SpeakerMails,
} from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

const second = 1_000;

/** What has happened in the other rooms, told to whom it concerns; and what is due, when it is. */
@Injectable()
export class RemindersHandler {
  constructor(
    @Inject(ReminderRules) private readonly rules: ReminderRules,
    @Inject(DueReminders) private readonly due: DueReminders,
    @Inject(EventMails) private readonly events: EventMails,
    @Inject(RegistrationMails) private readonly registrations: RegistrationMails,
    @Inject(ReleaseMails) private readonly releases: ReleaseMails,
    @Inject(MeetingMails) private readonly meetings: MeetingMails,
    @Inject(ScheduleMails) private readonly schedules: ScheduleMails,
    @Inject(MailErasure) private readonly erasure: MailErasure,
    @Inject(SpeakerMails) private readonly speakers: SpeakerMails,
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

  @OnFact('registration.erased', 'reminders')
  async registrationErased(tx: Tx, { event, person }: FactPayload<'registration.erased'>): Promise<void> {
    await this.erasure.erase(tx, { event, person });
    await this.rules.reconcile(tx, { event, person });
  }

  @OnFact('registration.noted', 'reminders')
  async registrationNoted(tx: Tx, fact: FactPayload<'registration.noted'>): Promise<void> {
    await this.registrations.noted(tx, fact);
  }

  @OnFact('invitations.mailed', 'reminders')
  async invitationsMailed(tx: Tx, fact: FactPayload<'invitations.mailed'>): Promise<void> {
    await this.registrations.invited(tx, fact);
  }

  @OnFact('event.moved', 'reminders')
  async eventMoved(tx: Tx, { event }: FactPayload<'event.moved'>): Promise<void> {
    await this.rules.reconcile(tx, { event });
  }

  @OnFact('event.rescheduled', 'reminders')
  async eventRescheduled(tx: Tx, fact: FactPayload<'event.rescheduled'>): Promise<void> {
    await this.events.rescheduled(tx, fact);
  }

  @OnFact('session.moved', 'reminders')
  async sessionMoved(tx: Tx, { event, session }: FactPayload<'session.moved'>): Promise<void> {
    await this.rules.reconcile(tx, { event, ref: session });
  }

  @OnFact('agenda.released', 'reminders')
  async agendaReleased(tx: Tx, fact: FactPayload<'agenda.released'>): Promise<void> {
    await this.releases.released(tx, fact);
  }

  @OnFact('meeting.booked', 'reminders')
  async meetingBooked(tx: Tx, fact: FactPayload<'meeting.booked'>): Promise<void> {
    await this.meetings.booked(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('meeting.moved', 'reminders')
  async meetingMoved(tx: Tx, fact: FactPayload<'meeting.moved'>): Promise<void> {
    await this.meetings.booked(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('meeting.called', 'reminders')
  async meetingCalled(tx: Tx, fact: FactPayload<'meeting.called'>): Promise<void> {
    await this.meetings.called(tx, fact);
  }

  @OnFact('meeting.cancelled', 'reminders')
  async meetingCancelled(tx: Tx, fact: FactPayload<'meeting.cancelled'>): Promise<void> {
    await this.meetings.cancelled(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('followUp.set', 'reminders')
  async followUpSet(tx: Tx, { event, person, meeting }: FactPayload<'followUp.set'>): Promise<void> {
    await this.rules.reconcile(tx, { event, person, ref: meeting });
  }

  @OnFact('schedule.published', 'reminders')
  async schedulePublished(tx: Tx, fact: FactPayload<'schedule.published'>): Promise<void> {
    await this.schedules.published(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event });
  }

  @OnFact('speakers.invited', 'reminders')
  async speakersInvited(tx: Tx, fact: FactPayload<'speakers.invited'>): Promise<void> {
    await this.speakers.invited(tx, fact);
  }

  @OnFact('speaker.reviewed', 'reminders')
  async speakerReviewed(tx: Tx, fact: FactPayload<'speaker.reviewed'>): Promise<void> {
    await this.speakers.reviewed(tx, fact);
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
