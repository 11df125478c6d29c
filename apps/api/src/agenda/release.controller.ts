import { ReleaseService } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class ReleaseController {
  constructor(@Inject(ReleaseService) private readonly releases: ReleaseService) {}

  @Handles('previewRelease')
  preview({ params }: In<'previewRelease'>, call: Call): Promise<Out<'previewRelease'>> {
    return this.releases.preview(call, params.event);
  }

  @Handles('createRelease')
  release({ params, body }: In<'createRelease'>, call: Call): Promise<Out<'createRelease'>> {
    return this.releases.release(call, params.event, body);
  }

  @Handles('listReleases')
  async list({ params }: In<'listReleases'>, call: Call): Promise<Out<'listReleases'>> {
    return { releases: await this.releases.list(call, params.event) };
  }

  @Handles('getRelease')
  get({ params }: In<'getRelease'>, call: Call): Promise<Out<'getRelease'>> {
    return this.releases.one(call, params.event, params.number);
  }
}
