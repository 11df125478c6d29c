import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** Something to be said to the sockets of a room, by the name of a push. */
const Whisper = z.object({ room: z.string(), push: z.string(), content: z.unknown() });
export type Whisper = z.infer<typeof Whisper>;

/** Parts of so many whispers are waited for; what is older has lost one. */
const mostOpen = 200;

/** Cuts what is too long for one notification, and joins the parts again. Those of one sender arrive in order. */
export class Whispers {
  private readonly open = new Map<string, string>();

  /** `<id> <last or more> <text>`, in ASCII, so that characters are bytes. */
  cut(whisper: Whisper, maxBytes: number): string[] {
    const text = JSON.stringify(whisper).replace(
      /[^ -~]/g,
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const id = randomUUID();
    const room = maxBytes - id.length - 3;
    const parts = [];
    for (let at = 0; at < text.length; at += room) {
      const last = at + room >= text.length;
      parts.push(`${id} ${last ? '.' : '+'} ${text.slice(at, at + room)}`);
    }
    return parts;
  }

  /** @returns the whisper that this part completes; null for the others, and for what is none */
  join(part: string): Whisper | null {
    const [, id = '', mark, text = ''] = /^(\S+) ([.+]) (.*)$/s.exec(part) ?? [];
    if (!id) return null;
    const whole = (this.open.get(id) ?? '') + text;
    this.open.delete(id);
    if (mark === '+') {
      this.open.set(id, whole);
      for (const [oldest] of this.open) if (this.open.size > mostOpen) this.open.delete(oldest);
      return null;
    }
    try {
      const read = Whisper.safeParse(JSON.parse(whole));
      return read.success ? read.data : null;
    } catch {
      // The beginning was said while this process was not listening.
      return null;
    }
  }

  /** Nothing that was begun will be ended. */
  forget(): void {
    this.open.clear();
  }
}
