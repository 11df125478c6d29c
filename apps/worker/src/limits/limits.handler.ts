import { Limits, OnTick } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

const pruneEveryMilliseconds = 600_000;

/** Forgets allowances that nobody uses any more. */
@Injectable()
export class LimitsHandler {
  constructor(@Inject(Limits) private readonly limits: Limits) {}

  @OnTick('limits.prune', pruneEveryMilliseconds)
  async prune(): Promise<void> {
    await this.limits.prune();
  }
}
