/**
 * Bipartite matching of items into places with room for `capacity[place]` items each, by augmenting paths.
 * Items are added one at a time; whatever could not be added names a Hall violator.
 */
export class Matching {
  /** Place of each item, -1 = none. */
  readonly placeOf: Int32Array;
  private readonly inPlace: number[][];
  private readonly seen: Int32Array;
  private round = 0;

  constructor(
    items: number,
    private readonly capacity: ArrayLike<number>,
    private readonly placesOf: (item: number) => readonly number[],
  ) {
    this.placeOf = new Int32Array(items).fill(-1);
    this.inPlace = Array.from({ length: capacity.length }, () => []);
    this.seen = new Int32Array(capacity.length);
  }

  /** Adds an item, moving others as needed; false when there is no room for it. */
  add(item: number): boolean {
    this.round++;
    return this.augment(item);
  }

  private augment(item: number): boolean {
    const places = this.placesOf(item);
    for (const place of places) {
      if (this.inPlace[place]!.length < this.capacity[place]!) return this.put(item, place);
    }
    for (const place of places) {
      if (this.seen[place] === this.round) continue;
      this.seen[place] = this.round;
      for (const other of this.inPlace[place]!) {
        if (!this.augment(other)) continue;
        return this.put(item, place);
      }
    }
    return false;
  }

  private put(item: number, place: number): true {
    const was = this.placeOf[item]!;
    if (was >= 0) this.inPlace[was]!.splice(this.inPlace[was]!.indexOf(item), 1);
    this.placeOf[item] = place;
    this.inPlace[place]!.push(item);
    return true;
  }

  /**
   * After `add` failed: the places that were reached, all full, and the items confined to them.
   * Those items and the one that failed have no room elsewhere.
   */
  violator(): { places: number[]; items: number[] } {
    const places: number[] = [];
    for (let i = 0; i < this.seen.length; i++) if (this.seen[i] === this.round) places.push(i);
    return { places, items: places.flatMap((place) => this.inPlace[place]!) };
  }
}
