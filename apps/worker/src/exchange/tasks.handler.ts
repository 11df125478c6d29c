import { TaskRunner } from '@foyer/exchange';
import type { FactPayload } from '@foyer/contracts';
import { OnFact, type DeliveredFact, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Long tasks, one after the other as the queue gives them out. */
@Injectable()
export class TasksHandler {
  constructor(@Inject(TaskRunner) private readonly runner: TaskRunner) {}

  @OnFact('task.queued', 'exchange')
  async run(_tx: Tx, { task }: FactPayload<'task.queued'>, { lastAttempt }: DeliveredFact): Promise<void> {
    await this.runner.run(task, lastAttempt);
  }
}
