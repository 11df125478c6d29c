import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What `foyer start` shows: a line per step, then where to look. Colours only where a terminal wants them. */
export class Screen {
  constructor(private readonly out: NodeJS.WriteStream = process.stdout) {
    // The terminal was closed, or whoever read us is gone: stopping in order matters more than telling of it.
    out.on('error', () => undefined);
  }

  private paint(style: Style, text: string): string {
    return styleText(style, text, { stream: this.out });
  }

  title(): void {
    this.line(`\n  ${this.paint('bold', 'Foyer')}`);
  }

  /** A step that is done. */
  step(what: string, how: string, sinceMs?: number): void {
    const took =
      sinceMs === undefined
        ? ''
        : this.paint('dim', ` (${((performance.now() - sinceMs) / 1000).toFixed(1)} s)`);
    this.line(`  ${this.paint('green', '✓')} ${what.padEnd(9)} ${how}${took}`);
  }

  note(text: string): void {
    this.line(`  ${this.paint('yellow', '!')} ${text}`);
  }

  /** The closing block: pairs of a word and what it stands for. */
  block(rows: readonly (readonly [string, string])[]): void {
    this.line('');
    for (const [word, what] of rows) this.line(`  ${this.paint('bold', word.padEnd(9))} ${what}`);
    this.line('');
  }

  line(text: string): void {
    this.out.write(`${text}\n`);
  }
}
