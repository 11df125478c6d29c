import { EventAccess, organisers } from '@foyer/events';
import {
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readRuns, shownRuns } from './runs.js';

/** An event's scheduling runs as they go on: for its organisers alone. */
@Injectable()
@ServesStream('schedule')
export class ScheduleStream implements StreamSource<'schedule'> {
  constructor(@Inject(EventAccess) private readonly access: EventAccess) {}

  async admit(call: Call, { event }: StreamParams<'schedule'>): Promise<void> {
    await this.access.findAs(call, { id: event }, organisers);
  }

  async snapshot(database: Sql, { event }: StreamParams<'schedule'>): Promise<StreamEntries<'schedule'>> {
    const runs = await readRuns(database, shownRuns(event));
    return { run: Object.fromEntries(runs.map((run) => [run.id, run])) };
  }
}
