import { EntryService, ExtensionsService, RoomQueries, RoomService, VideoService } from '@foyer/meetings';
import { pushes, type RoomCallPush } from '@foyer/contracts';
import { LOG, Notifier, type Call, type Logger } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** The room of a meeting, for its people; and how people see each other there, for organisers. */
@Controller()
export class MeetingRoomController {
  constructor(
    @Inject(RoomQueries) private readonly queries: RoomQueries,
    @Inject(EntryService) private readonly entry: EntryService,
    @Inject(RoomService) private readonly room: RoomService,
    @Inject(ExtensionsService) private readonly extensions: ExtensionsService,
    @Inject(VideoService) private readonly video: VideoService,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Handles('getMeetingRoom')
  get({ params }: In<'getMeetingRoom'>, call: Call): Promise<Out<'getMeetingRoom'>> {
    return this.queries.get(call, params.event, params.meeting);
  }

  @Handles('enterMeetingRoom')
  enter({ params }: In<'enterMeetingRoom'>, call: Call): Promise<Out<'enterMeetingRoom'>> {
    return this.entry.enter(call, params.event, params.meeting);
  }

  @Handles('callTheLate')
  async call({ params }: In<'callTheLate'>, call: Call): Promise<Out<'callTheLate'>> {
    const { people, name } = await this.room.callLate(call, params.event, params.meeting);
    const content: RoomCallPush = { event: params.event, meeting: params.meeting, name };
    for (const person of people) {
      // The mail is what counts; whoever has a page open sees it at once.
      await this.notifier
        .whisper({ room: `person:${person}`, push: pushes.roomCall, content })
        .catch((error: unknown) =>
          this.log.warn({ error: String(error) }, 'nobody told that somebody waits'),
        );
    }
    return { called: people.length };
  }

  @Handles('giveMeetingUp')
  giveUp({ params }: In<'giveMeetingUp'>, call: Call): Promise<Out<'giveMeetingUp'>> {
    return this.room.giveUp(call, params.event, params.meeting);
  }

  @Handles('proposeExtension')
  propose({ params, body }: In<'proposeExtension'>, call: Call): Promise<Out<'proposeExtension'>> {
    return this.extensions.propose(call, params.event, params.meeting, body);
  }

  @Handles('declineExtension')
  decline({ params }: In<'declineExtension'>, call: Call): Promise<Out<'declineExtension'>> {
    return this.extensions.decline(call, params.event, params.meeting);
  }

  @Handles('getMeetingVideo')
  getVideo({ params }: In<'getMeetingVideo'>, call: Call): Promise<Out<'getMeetingVideo'>> {
    return this.video.get(call, params.event);
  }

  @Handles('saveMeetingVideo')
  saveVideo({ params, body }: In<'saveMeetingVideo'>, call: Call): Promise<Out<'saveMeetingVideo'>> {
    return this.video.save(call, params.event, body);
  }
}
