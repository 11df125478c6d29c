import { TopicImportService, TopicsService } from '@foyer/partners';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { Handles, type In, type Out } from '../http/handles.js';

/** What the organisers call what people offer and seek. */
@Controller()
export class TopicsController {
  constructor(
    @Inject(TopicsService) private readonly topics: TopicsService,
    @Inject(TopicImportService) private readonly imports: TopicImportService,
  ) {}

  @Handles('getTopicDesk')
  desk({ params }: In<'getTopicDesk'>, call: Call): Promise<Out<'getTopicDesk'>> {
    return this.topics.desk(call, params.event);
  }

  @Handles('createTopic')
  create({ params, body }: In<'createTopic'>, call: Call): Promise<Out<'createTopic'>> {
    return this.topics.create(call, params.event, body);
  }

  @Handles('updateTopic')
  update({ params, body }: In<'updateTopic'>, call: Call): Promise<Out<'updateTopic'>> {
    return this.topics.update(call, params.event, params.topic, body);
  }

  @Handles('deleteTopic')
  async remove({ params }: In<'deleteTopic'>, call: Call): Promise<Out<'deleteTopic'>> {
    await this.topics.remove(call, params.event, params.topic);
  }

  @Handles('mergeTopic')
  merge({ params, body }: In<'mergeTopic'>, call: Call): Promise<Out<'mergeTopic'>> {
    return this.topics.merge(call, params.event, params.topic, body.into);
  }

  @Handles('addTopicName')
  addName({ params, body }: In<'addTopicName'>, call: Call): Promise<Out<'addTopicName'>> {
    return this.topics.addName(call, params.event, params.topic, body);
  }

  @Handles('importTopics')
  importTable({ params, body }: In<'importTopics'>, call: Call): Promise<Out<'importTopics'>> {
    return this.imports.run(call, params.event, body);
  }
}
