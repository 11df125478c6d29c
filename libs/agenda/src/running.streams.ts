import { EventAccess } from '@foyer/events';
import {
  Problem,
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mayFollowBackstage } from './running.policy.js';
import { readPresence, readRows, readSteps } from './running-rows.js';

/** So many steps are told to who begins to follow. */
const told = 30;

/** Everybody who sees the agenda sees how it runs. */
@ServesStream('running')
@Injectable()
export class RunningStreams implements StreamSource<'running'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'running'>): Promise<void> {
    await this.access.find(call, { id: event });
  }

  async snapshot(database: Sql, { event }: StreamParams<'running'>): Promise<StreamEntries<'running'>> {
    return { session: await readRows(database, event) };
  }
}

@ServesStream('backstage')
@Injectable()
export class BackstageStreams implements StreamSource<'backstage'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'backstage'>): Promise<void> {
    const { roles } = await this.access.find(call, { id: event });
    if (!mayFollowBackstage(roles)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { event }: StreamParams<'backstage'>): Promise<StreamEntries<'backstage'>> {
    return {
      presence: await readPresence(database, event),
      step: await readSteps(database, event, { latest: told }),
    };
  }
}
