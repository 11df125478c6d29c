import { EventsModule } from '@foyer/events';
import { PeopleModule } from '@foyer/people';
import { Module } from '@nestjs/common';
import { AgendaQueries } from './agenda.queries.js';
import { AgendaStreams, WorkingAgendaStreams } from './agenda.streams.js';
import { Commitments } from './commitments.js';
import { DraftAgenda } from './draft-agenda.js';
import { DraftCheckService } from './draft-check.service.js';
import { DraftRemovals } from './draft-removals.service.js';
import { DraftService } from './draft.service.js';
import { Editing } from './editing.js';
import { MaterialsService } from './materials.service.js';
import { Overlays } from './overlays.js';
import { OwnSpeakerService } from './own-speaker.service.js';
import { Places } from './places.js';
import { RunningQueries } from './running.queries.js';
import { RunningService } from './running.service.js';
import { BackstageStreams, RunningStreams } from './running.streams.js';
import { PlacesService } from './places.service.js';
import { Profiles } from './profiles.js';
import { SpeakerClaims } from './speaker-claims.service.js';
import { SpeakersQueries } from './speakers.queries.js';
import { SpeakersService } from './speakers.service.js';
import { ReleaseService } from './release.service.js';
import { Releases } from './releases.js';
import { Stage } from './stage.js';
import { Stars } from './stars.js';
import { Timetable } from './timetable.js';

@Module({
  imports: [PeopleModule, EventsModule],
  providers: [
    AgendaQueries,
    AgendaStreams,
    Commitments,
    BackstageStreams,
    Places,
    RunningQueries,
    RunningService,
    RunningStreams,
    DraftAgenda,
    DraftCheckService,
    DraftRemovals,
    DraftService,
    Editing,
    MaterialsService,
    Overlays,
    OwnSpeakerService,
    Places,
    PlacesService,
    Profiles,
    SpeakerClaims,
    SpeakersQueries,
    SpeakersService,
    PlacesService,
    Releases,
    ReleaseService,
    Stage,
    Stars,
    Timetable,
    WorkingAgendaStreams,
  ],
  exports: [
    AgendaQueries,
    Commitments,
    Places,
    RunningQueries,
    RunningService,
    DraftAgenda,
    DraftCheckService,
    DraftRemovals,
    DraftService,
    Editing,
    MaterialsService,
    OwnSpeakerService,
    Places,
    PlacesService,
    SpeakerClaims,
    SpeakersQueries,
    SpeakersService,
    PlacesService,
    Releases,
    ReleaseService,
    Stage,
    Stars,
    Timetable,
  ],
})
export class AgendaModule {}
