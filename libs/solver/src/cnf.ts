/** A formula in conjunctive normal form being written: clauses one after another, each ended by 0. */
export class Cnf {
  private data = new Int32Array(1 << 16);
  private length = 0;
  variables = 0;

  /** A new variable. */
  fresh(): number {
    return ++this.variables;
  }

  /** Adds a clause; literals are variables, or negated ones for "not". */
  add(...literals: number[]): void {
    this.addAll(literals);
  }

  addAll(literals: readonly number[]): void {
    if (this.length + literals.length + 1 > this.data.length) {
      const wider = new Int32Array(Math.max(this.data.length * 2, this.length + literals.length + 1));
      wider.set(this.data);
      this.data = wider;
    }
    for (const l of literals) this.data[this.length++] = l;
    this.data[this.length++] = 0;
  }

  /** The clauses written so far, as a copy. */
  clauses(): Int32Array<ArrayBuffer> {
    return this.data.slice(0, this.length);
  }

  /** At most one of the literals. */
  atMostOne(literals: readonly number[]): void {
    if (literals.length <= 5) {
      literals.forEach((x, i) => {
        for (let j = i + 1; j < literals.length; j++) this.add(-x, -literals[j]!);
      });
      return;
    }
    // Three at a time; a new variable stands for "one of them" among the rest.
    const any = this.fresh();
    const head = literals.slice(0, 3);
    for (const x of head) this.add(-x, any);
    this.atMostOne(head);
    this.atMostOne([any, ...literals.slice(3)]);
  }

  /**
   * Counts upwards: the result's i-th literal is implied when more than i of the inputs are true. Only
   * the first `limit` are made; the last of them then stands for "at least `limit`". When `exact`, the
   * literal also implies that many inputs (for a limit that leaves none out).
   */
  totaliser(inputs: readonly number[], limit: number, exact = false): number[] {
    if (inputs.length <= 1 || limit <= 0) return inputs.slice(0, Math.max(0, limit));
    const half = inputs.length >> 1;
    return this.merge(
      this.totaliser(inputs.slice(0, half), limit, exact),
      this.totaliser(inputs.slice(half), limit, exact),
      limit,
      exact,
    );
  }

  /** Adds two counts. */
  merge(x: readonly number[], y: readonly number[], limit: number, exact = false): number[] {
    const out = Array.from({ length: Math.min(limit, x.length + y.length) }, () => this.fresh());
    for (let i = 0; i <= x.length; i++) {
      for (let j = 0; j <= y.length; j++) {
        if (i + j > 0 && i + j <= out.length) {
          const clause = [out[i + j - 1]!];
          if (i > 0) clause.push(-x[i - 1]!);
          if (j > 0) clause.push(-y[j - 1]!);
          this.addAll(clause);
        }
        if (exact && i + j < out.length) {
          const clause = [-out[i + j]!];
          if (i < x.length) clause.push(x[i]!);
          if (j < y.length) clause.push(y[j]!);
          this.addAll(clause);
        }
      }
    }
    for (let i = 1; i < out.length; i++) this.add(-out[i]!, out[i - 1]!);
    return out;
  }
}
