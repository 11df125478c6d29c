import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { Database } from './database/database.js';
import { Notifier } from './database/notifier.js';
import { ENV, type Env } from './env/env.js';
import { LOG, type Logger } from './log/log.js';
import { MetricsServer } from './metrics/metrics-server.js';
import { Metrics } from './metrics/metrics.js';
import { startTraces } from './trace/start.js';

/** Opens the notifications first and closes the database last. */
@Injectable()
export class PlatformLifecycle implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly metricsServer: MetricsServer;
  private endTraces = (): Promise<void> => Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.metricsServer = new MetricsServer(metrics);
  }

  async onModuleInit(): Promise<void> {
    this.endTraces = await startTraces(this.env, String(this.log.bindings()['process']));
    await this.notifier.start();
    this.database.onCommitted((committed) => this.notifier.tell(committed));
    this.metrics.watch('foyer_database_connections', 'Connections of this process.', 'state', () =>
      this.database.connections(),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT, HOST } = this.env;
    if (METRICS_PORT !== undefined) await this.metricsServer.listen(METRICS_PORT, HOST);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.metricsServer.close();
    await this.notifier.close();
    await this.database.close();
    await this.endTraces();
  }

  beforeApplicationShutdown(): void {
    // Rooms stop their timers in beforeApplicationShutdown; the database outlives them.
  }
}
