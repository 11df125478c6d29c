import type { Call } from '@foyer/platform';
import { QuestionTags } from '@foyer/qa';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What moderators sort questions by. */
@Controller()
export class QuestionToolsController {
  constructor(@Inject(QuestionTags) private readonly tags: QuestionTags) {}

  @Handles('listQuestionTags')
  listTags({ params }: In<'listQuestionTags'>, call: Call): Promise<Out<'listQuestionTags'>> {
    return this.tags.list(call, params.event);
  }
}
