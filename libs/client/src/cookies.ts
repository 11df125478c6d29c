/**
 * The cookies of one person against one server, for programs that act as people (tests, rehearsals).
 * Browsers keep their own. Knows Path, Max-Age and Expires; there is one host, so Domain is not looked at.
 */
export class CookieJar {
  readonly #cookies = new Map<string, { value: string; path: string; until: number }>();
  readonly #now: () => number;

  /** @param now milliseconds since the epoch */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Takes the `Set-Cookie` lines of an answer. */
  store(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      if (equals < 1) continue;
      const name = pair.slice(0, equals);
      let path = '/';
      let until = Number.POSITIVE_INFINITY;
      let maxAge: number | undefined;
      for (const attribute of attributes) {
        const [key = '', value = ''] = attribute.split(/=(.*)/s);
        if (/^path$/i.test(key) && value.startsWith('/')) path = value;
        else if (/^max-age$/i.test(key)) maxAge = Number(value);
        else if (/^expires$/i.test(key)) until = Date.parse(value);
      }
      // RFC 6265: Max-Age wins over Expires.
      if (maxAge !== undefined) until = this.#now() + maxAge * 1000;
      const id = `${path} ${name}`;
      if (until <= this.#now()) this.#cookies.delete(id);
      else this.#cookies.set(id, { value: pair.slice(equals + 1), path, until });
    }
  }

  /** The `Cookie` header for a path; undefined where there is nothing to send. */
  header(path: string): string | undefined {
    const pairs: string[] = [];
    for (const [id, cookie] of this.#cookies) {
      if (cookie.until <= this.#now()) this.#cookies.delete(id);
      else if (covers(cookie.path, path)) pairs.push(`${id.slice(cookie.path.length + 1)}=${cookie.value}`);
    }
    return pairs.length > 0 ? pairs.join('; ') : undefined;
  }

  clear(): void {
    this.#cookies.clear();
  }
}

function covers(cookiePath: string, path: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}
