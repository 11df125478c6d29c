/** Milliseconds of work after which the event loop gets its turn. */
const SLICE = 15;

/** Keeps the budget: moves, wall time, cancellation; and lets others work in between. */
export class Pace {
  /** Moves done so far, conflicts of the exact part counted in. */
  spent = 0;
  private readonly started: number;
  private yielded: number;
  private readonly deadline: number;
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly onAbort = () => this.stopping.abort();

  constructor(
    readonly moves: number,
    /** Whether the search paces itself by wall time. */
    readonly byTime: boolean,
    seconds: number | undefined,
    private readonly signal: AbortSignal | undefined,
    private readonly now: () => number,
  ) {
    this.started = now();
    this.yielded = this.started;
    this.deadline = seconds === undefined ? Infinity : this.started + seconds * 1000;
    // The exact part works in another thread: it is stopped from here.
    if (seconds !== undefined) this.watch();
    if (signal?.aborted) this.onAbort();
    signal?.addEventListener('abort', this.onAbort);
  }

  /** Ends the search when the clock says so; asks again if that clock is slower than the timer. */
  private watch(): void {
    const left = this.deadline - this.now();
    if (left <= 0) this.stopping.abort();
    else this.timer = setTimeout(() => this.watch(), Math.min(Math.max(left, 5), 2 ** 30));
  }

  get seconds(): number {
    return (this.now() - this.started) / 1000;
  }

  /** Aborted when time is up or the caller has had enough. */
  get ending(): AbortSignal {
    return this.stopping.signal;
  }

  over(): boolean {
    return this.spent >= this.moves || this.ending.aborted || this.now() >= this.deadline;
  }

  /** Moves that can still be done, judged by the speed so far when time is what runs out. */
  left(): number {
    if (!this.byTime) return this.moves - this.spent;
    // Before anything is measured: a million moves a second.
    const rate = this.spent < 1e5 ? 1000 : this.spent / Math.max(1, this.now() - this.started);
    return Math.min(this.moves - this.spent, rate * Math.max(0, this.deadline - this.now()));
  }

  /** Lets the event loop go on when it is time; true when it did. */
  async breathe(): Promise<boolean> {
    if (this.now() - this.yielded < SLICE) return false;
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.yielded = this.now();
    return true;
  }

  close(): void {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.onAbort);
  }
}
