import { Problem, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { InteractionsExportService } from './interactions/interactions-export.service.js';
import { PeopleImportService } from './people/people-import.service.js';
import { ReportExportService } from './report/report-export.service.js';
import { Stopped, TasksService, type TakenTask, type TaskResult } from './tasks.service.js';

/** Does what was left to the worker. */
@Injectable()
export class TaskRunner {
  constructor(
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(PeopleImportService) private readonly people: PeopleImportService,
    @Inject(InteractionsExportService) private readonly interactions: InteractionsExportService,
    @Inject(ReportExportService) private readonly reports: ReportExportService,
  ) {}

  /**
   * What a dead worker had begun is done from its start: nothing of it was kept.
   * @param last whether this is the last attempt, so that a failure is final
   */
  async run(id: string, last: boolean): Promise<void> {
    const task = await this.tasks.take(id);
    if (!task) return;
    try {
      await this.tasks.work(id, (tx) => this.write(tx, task));
    } catch (error) {
      if (error instanceof Stopped) return this.tasks.end(id, 'cancelled', null);
      if (error instanceof Problem) return this.tasks.end(id, 'failed', error);
      if (!last) throw error;
      await this.tasks.end(id, 'failed', new Problem('internal'));
    }
  }

  private write(tx: Tx, task: TakenTask): Promise<TaskResult> {
    switch (task.kind) {
      case 'people-import':
        return this.people.write(tx, task);
      case 'interactions-export':
        return this.interactions.write(tx, task);
      case 'report-export':
        return this.reports.write(tx, task);
    }
  }
}
