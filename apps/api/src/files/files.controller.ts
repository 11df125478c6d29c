import { Files, type Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In } from '../http/handles.js';

/** Public files; private ones leave through the doors of the rooms that refer to them. */
@Controller()
export class FilesController {
  constructor(@Inject(Files) private readonly files: Files) {}

  @Handles('getFile')
  async get({ params, query }: In<'getFile'>, call: Call): Promise<FileAnswer> {
    return FileAnswer.of(await this.files.get(call, params.file, query.size));
  }
}
