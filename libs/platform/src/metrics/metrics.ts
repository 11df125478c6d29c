import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** From a millisecond to ten seconds: answers of this house are short, and what is longer is a fault to look at. */
const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

type Timed = Histogram.Internal<string>;

/**
 * What a process tells of itself, in Prometheus' words. Without a port to tell it on, nothing is counted.
 * Source of the naming: prometheus.io/docs/practices/naming (base units, `_seconds`, `_bytes`).
 */
export class Metrics {
  readonly registry = new Registry();
  private readonly histograms = new Map<string, Histogram>();
  private readonly counters = new Map<string, Counter>();
  private readonly timed = new Map<string, Timed>();

  /** @param on false: every method does nothing */
  constructor(readonly on: boolean) {
    if (on) collectDefaultMetrics({ register: this.registry });
  }

  /**
   * How long something took.
   * @param name with the unit, `foyer_…_seconds`; one name has the same labels everywhere
   * @param labels few and of few values: every combination is a series of its own
   */
  took(name: string, help: string, labels: Record<string, string>, milliseconds: number): void {
    if (!this.on) return;
    const values = Object.values(labels);
    const key = `${name} ${values.join(' ')}`;
    let timed = this.timed.get(key);
    if (!timed) {
      timed = this.histogram(name, help, Object.keys(labels)).labels(...values);
      this.timed.set(key, timed);
    }
    timed.observe(milliseconds / 1_000);
  }

  /**
   * Something has happened once more.
   * @param name `foyer_…_total`; one name has the same labels everywhere
   * @param labels few and of few values: every combination is a series of its own
   */
  counted(name: string, help: string, labels: Record<string, string>): void {
    if (!this.on) return;
    let counter = this.counters.get(name);
    if (!counter) {
      counter = new Counter({ name, help, labelNames: Object.keys(labels), registers: [this.registry] });
      this.counters.set(name, counter);
    }
    counter.inc(labels);
  }

  /**
   * A value that is looked up when it is asked for.
   * @param label the name of the one label; the values are the keys of what `read` gives
   * @param read a reading that fails leaves the value out, and the others stay
   */
  watch(
    name: string,
    help: string,
    label: string | null,
    read: () => Promise<Record<string, number>> | Record<string, number>,
  ): void {
    if (!this.on) return;
    new Gauge({
      name,
      help,
      labelNames: label === null ? [] : [label],
      registers: [this.registry],
      async collect() {
        this.reset();
        // Not known is not nought.
        if (label === null) this.remove();
        const values = await Promise.resolve().then(read, () => ({}));
        for (const [key, value] of Object.entries(values)) {
          if (label === null) this.set(value);
          else this.set({ [label]: key }, value);
        }
      },
    });
  }

  private histogram(name: string, help: string, labelNames: string[]): Histogram {
    let histogram = this.histograms.get(name);
    if (!histogram) {
      histogram = new Histogram({ name, help, labelNames, buckets: seconds, registers: [this.registry] });
      this.histograms.set(name, histogram);
    }
    return histogram;
  }
}
