import { Problem } from '@foyer/platform';

export interface Allowed {
  /** So many at once, */
  burst: number;
  /** then so many a second; what comes faster waits its turn, */
  perSecond: number;
  /** as long as no more than so many wait. */
  waiting: number;
}

/**
 * How fast one caller may speak to this process. Its whole state for a caller is an instant, up to which everything
 * said so far is paid for; nothing of it is written anywhere, so that it costs next to nothing.
 */
export class Pace {
  private readonly paidUpTo = new Map<string, number>();
  private readonly share: number;

  constructor(
    private readonly allowed: Allowed,
    /** In milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {
    this.share = 1_000 / allowed.perSecond;
  }

  /**
   * @param who speaks: a person, or an address
   * @returns after how many milliseconds it is their turn
   * @throws Problem too_many_requests, with the seconds to wait
   */
  take(who: string): number {
    const now = this.now();
    const paid = Math.max(this.paidUpTo.get(who) ?? 0, now);
    const wait = paid + this.share - now - this.allowed.burst * this.share;
    if (wait > this.allowed.waiting * this.share) {
      throw new Problem('too_many_requests', {}, [], Math.ceil(wait / 1_000));
    }
    this.paidUpTo.set(who, paid + this.share);
    return Math.max(0, wait);
  }

  /** Drops what says nothing any more. */
  forget(): void {
    const now = this.now();
    for (const [who, until] of this.paidUpTo) if (until <= now) this.paidUpTo.delete(who);
  }
}
