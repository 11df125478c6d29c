import {
  Database,
  ENV,
  Handlers,
  JobRunner,
  Jobs,
  LOG,
  Mailer,
  Metrics,
  Notifier,
  OutboxRelay,
  type Env,
  type Logger,
} from '@foyer/platform';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { watchDuties } from './platform/watch-duties.js';
import { MailboxReceiver } from './mailbox/mailbox.receiver.js';

/** Starts the mailbox, the job runner and the relay once every handler is known; stops them in order. */
@Injectable()
export class WorkerLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private jobs: Jobs | null = null;
  private relay: OutboxRelay | null = null;
  private runner: JobRunner | null = null;

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Database) private readonly database: Database,
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(MailboxReceiver) private readonly mailbox: MailboxReceiver,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const handlers = new Handlers(this.discovery, this.reflector);
    await this.mailbox.start();
    const jobs = await Jobs.open(this.env);
    const relay = new OutboxRelay(this.database, jobs, this.log);
    this.notifier.onHint(({ facts }) => {
      if (facts) relay.wake();
    });
    this.database.onCommitted(({ facts }) => {
      if (facts) relay.wake();
    });
    this.jobs = jobs;
    this.relay = relay;
    this.runner = new JobRunner(this.env, this.database, handlers, this.log, this.metrics);
    watchDuties(this.metrics, this.database, jobs);
    await this.runner.start();
    relay.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay?.close();
    await this.runner?.close();
    await this.jobs?.close();
    this.mailer.close();
    await this.mailbox.close();
  }
}
