import type { FactPayload } from '@foyer/contracts';
import { OnFact, type Tx } from '@foyer/platform';
import { ContactMails, MeetingMails, ReminderRules, RequestMails } from '@foyer/reminders';
import { Inject, Injectable } from '@nestjs/common';

/** What becomes of requests to meet, who comes along, and what people give each other then, told to whom it concerns. */
@Injectable()
export class RequestsHandler {
  constructor(
    @Inject(RequestMails) private readonly requests: RequestMails,
    @Inject(MeetingMails) private readonly meetings: MeetingMails,
    @Inject(ContactMails) private readonly contacts: ContactMails,
    @Inject(ReminderRules) private readonly rules: ReminderRules,
  ) {}

  @OnFact('meeting.requested', 'reminders')
  async requested(tx: Tx, fact: FactPayload<'meeting.requested'>): Promise<void> {
    await this.requests.requested(tx, fact);
    // Requests are made long before the event: the regular look would not come upon them in time.
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.request });
  }

  @OnFact('meeting.countered', 'reminders')
  async countered(tx: Tx, fact: FactPayload<'meeting.countered'>): Promise<void> {
    await this.requests.countered(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.request });
  }

  @OnFact('meeting.offered', 'reminders')
  offered(tx: Tx, fact: FactPayload<'meeting.offered'>): Promise<void> {
    return this.requests.offered(tx, fact);
  }

  @OnFact('meeting.declined', 'reminders')
  declined(tx: Tx, fact: FactPayload<'meeting.declined'>): Promise<void> {
    return this.requests.declined(tx, fact);
  }

  @OnFact('meeting.expired', 'reminders')
  expired(tx: Tx, fact: FactPayload<'meeting.expired'>): Promise<void> {
    return this.requests.expired(tx, fact);
  }

  @OnFact('meeting.agreed', 'reminders')
  agreed(tx: Tx, fact: FactPayload<'meeting.agreed'>): Promise<void> {
    return this.requests.agreed(tx, fact);
  }

  @OnFact('meeting.calledOff', 'reminders')
  calledOff(tx: Tx, fact: FactPayload<'meeting.calledOff'>): Promise<void> {
    return this.requests.calledOff(tx, fact);
  }

  @OnFact('meeting.refused', 'reminders')
  refused(tx: Tx, fact: FactPayload<'meeting.refused'>): Promise<void> {
    return this.requests.refused(tx, fact);
  }

  @OnFact('meeting.joined', 'reminders')
  async joined(tx: Tx, fact: FactPayload<'meeting.joined'>): Promise<void> {
    await this.meetings.joined(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('meeting.left', 'reminders')
  async left(tx: Tx, fact: FactPayload<'meeting.left'>): Promise<void> {
    await this.meetings.left(tx, fact);
    await this.rules.reconcile(tx, { event: fact.event, ref: fact.meeting });
  }

  @OnFact('contact.offered', 'reminders')
  contactOffered(tx: Tx, fact: FactPayload<'contact.offered'>): Promise<void> {
    return this.contacts.offered(tx, fact);
  }
}
