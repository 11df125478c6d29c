import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** Whether this process has been asked to end: it finishes what it is at, and takes in nobody new. */
@Injectable()
export class Draining {
  private asked = false;
  private requests = 0;

  get begun(): boolean {
    return this.asked;
  }

  begin(): void {
    this.asked = true;
  }

  /** A request has come. */
  entered(): void {
    this.requests++;
  }

  /** It was answered, or its client has gone. */
  left(): void {
    this.requests--;
  }

  /** Waits for the requests that are being answered, so long at most. */
  async answered(milliseconds: number): Promise<void> {
    const ends = performance.now() + milliseconds;
    while (this.requests > 0 && performance.now() < ends) await sleep(20);
  }
}
