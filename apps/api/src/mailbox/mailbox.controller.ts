import { Mailbox } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** The embedded mailbox; its doors exist in the demo alone. */
@Controller()
export class MailboxController {
  constructor(@Inject(Mailbox) private readonly mailbox: Mailbox) {}

  @Handles('listMailbox')
  list({ query }: In<'listMailbox'>): Promise<Out<'listMailbox'>> {
    return this.mailbox.list(query);
  }

  @Handles('getMailboxMail')
  get({ params }: In<'getMailboxMail'>): Promise<Out<'getMailboxMail'>> {
    return this.mailbox.get(params.mail);
  }
}
