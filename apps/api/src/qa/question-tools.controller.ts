import type { Call } from '@foyer/platform';
import { QuestionFilters, QuestionTags } from '@foyer/qa';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What moderators sort questions by, and what holds them. */
@Controller()
export class QuestionToolsController {
  constructor(
    @Inject(QuestionTags) private readonly tags: QuestionTags,
    @Inject(QuestionFilters) private readonly filters: QuestionFilters,
  ) {}

  @Handles('listQuestionTags')
  listTags({ params }: In<'listQuestionTags'>, call: Call): Promise<Out<'listQuestionTags'>> {
    return this.tags.list(call, params.event);
  }

  @Handles('getQuestionFilter')
  getFilter({ params }: In<'getQuestionFilter'>, call: Call): Promise<Out<'getQuestionFilter'>> {
    return this.filters.get(call, params.event);
  }

  @Handles('saveQuestionFilter')
  saveFilter({ params, body }: In<'saveQuestionFilter'>, call: Call): Promise<Out<'saveQuestionFilter'>> {
    return this.filters.save(call, params.event, body);
  }
}
