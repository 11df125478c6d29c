import { MaterialsService } from '@foyer/agenda';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

@Controller()
export class MaterialsController {
  constructor(@Inject(MaterialsService) private readonly materials: MaterialsService) {}

  @Handles('addMaterial')
  add({ params, body }: In<'addMaterial'>, call: Call): Promise<Out<'addMaterial'>> {
    return this.materials.add(call, params.event, params.session, body);
  }

  @Handles('uploadMaterial')
  upload({ params, query, body }: In<'uploadMaterial'>, call: Call): Promise<Out<'uploadMaterial'>> {
    const { kind, title } = query;
    return this.materials.upload(call, params.event, params.session, { kind, title }, body);
  }

  @Handles('removeMaterial')
  async remove({ params }: In<'removeMaterial'>, call: Call): Promise<Out<'removeMaterial'>> {
    await this.materials.remove(call, params.event, params.material);
  }

  @Handles('getMaterialFile')
  async file({ params }: In<'getMaterialFile'>, call: Call): Promise<FileAnswer> {
    return FileAnswer.of(await this.materials.file(call, params.event, params.material));
  }
}
