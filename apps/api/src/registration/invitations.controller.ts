import type { Call } from '@foyer/platform';
import { InvitationLinks, InvitationQueries, InvitationsService } from '@foyer/registration';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** Invitations: sent by organisers, answered by those who hold their links. */
@Controller()
export class InvitationsController {
  constructor(
    @Inject(InvitationsService) private readonly invitations: InvitationsService,
    @Inject(InvitationQueries) private readonly queries: InvitationQueries,
    @Inject(InvitationLinks) private readonly links: InvitationLinks,
  ) {}

  @Handles('checkInvitations')
  check({ params, body }: In<'checkInvitations'>, call: Call): Promise<Out<'checkInvitations'>> {
    return this.invitations.check(call, params.event, body.text);
  }

  @Handles('sendInvitations')
  send({ params, body }: In<'sendInvitations'>, call: Call): Promise<Out<'sendInvitations'>> {
    return this.invitations.send(call, params.event, body);
  }

  @Handles('listInvitations')
  list({ params, query }: In<'listInvitations'>, call: Call): Promise<Out<'listInvitations'>> {
    return this.queries.list(call, params.event, query);
  }

  @Handles('remindInvited')
  async remind({ params, body }: In<'remindInvited'>, call: Call): Promise<Out<'remindInvited'>> {
    return { reminded: await this.invitations.remind(call, params.event, body.invitations) };
  }

  @Handles('revokeInvitations')
  async revoke({ params, body }: In<'revokeInvitations'>, call: Call): Promise<Out<'revokeInvitations'>> {
    return { revoked: await this.invitations.revoke(call, params.event, body.invitations) };
  }

  @Handles('getInvitation')
  look({ params }: In<'getInvitation'>): Promise<Out<'getInvitation'>> {
    return this.links.look(params.token);
  }

  @Handles('declineInvitation')
  async decline({ params }: In<'declineInvitation'>): Promise<Out<'declineInvitation'>> {
    await this.links.decline(params.token);
  }

  @Handles('openInvitation')
  async opened({ params }: In<'openInvitation'>, call: Call): Promise<Out<'openInvitation'>> {
    await this.links.opened(call, params.event);
  }
}
