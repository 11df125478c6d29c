/** Chance that can be repeated: the same seed gives the same rehearsal. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, below 1 (splitmix32, public domain, S. Vigna's splitmix64 cut to 32 bits). */
  next(): number {
    this.state = (this.state + 0x9e3779b9) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  }

  /** Whether something of this probability happens now. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError for an empty list */
  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** So many of them, in random order. */
  some<T>(from: readonly T[], count: number): T[] {
    const rest = [...from];
    for (let i = rest.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      const [a, b] = [rest[i], rest[j]];
      if (a !== undefined && b !== undefined) [rest[i], rest[j]] = [b, a];
    }
    return rest.slice(0, count);
  }
}
