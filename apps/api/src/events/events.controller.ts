import { EventsService } from '@foyer/events';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class EventsController {
  constructor(@Inject(EventsService) private readonly events: EventsService) {}

  @Handles('listEvents')
  async list(_: In<'listEvents'>, call: Call): Promise<Out<'listEvents'>> {
    return { events: await this.events.list(call) };
  }

  @Handles('createEvent')
  create({ body }: In<'createEvent'>, call: Call): Promise<Out<'createEvent'>> {
    return this.events.create(call, body);
  }

  @Handles('getEvent')
  get({ params }: In<'getEvent'>, call: Call): Promise<Out<'getEvent'>> {
    return this.events.get(call, params.event);
  }

  @Handles('updateEvent')
  update({ params, body }: In<'updateEvent'>, call: Call): Promise<Out<'updateEvent'>> {
    return this.events.update(call, params.event, body);
  }

  @Handles('uploadEventPicture')
  uploadPicture({ params, body }: In<'uploadEventPicture'>, call: Call): Promise<Out<'uploadEventPicture'>> {
    return this.events.uploadPicture(call, params.event, body);
  }

  @Handles('getMyPlace')
  myPlace({ params }: In<'getMyPlace'>, call: Call): Promise<Out<'getMyPlace'>> {
    return this.events.myPlace(call, params.event);
  }

  @Handles('setEventClock')
  setClock({ params, body }: In<'setEventClock'>, call: Call): Promise<Out<'setEventClock'>> {
    return this.events.setClock(call, params.event, body);
  }

  @Handles('clearEventClock')
  async clearClock({ params }: In<'clearEventClock'>, call: Call): Promise<Out<'clearEventClock'>> {
    await this.events.clearClock(call, params.event);
  }
}
