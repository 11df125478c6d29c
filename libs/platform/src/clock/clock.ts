/** The one source of time. Injected, so that tests and rehearsals can set it. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands until it is moved. */
export class ManualClock extends Clock {
  constructor(private at: Date = new Date()) {
    super();
  }
  now(): Date {
    return new Date(this.at);
  }
  set(at: Date | string): void {
    this.at = new Date(at);
  }
  /** @param milliseconds how far to move on */
  advance(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}
