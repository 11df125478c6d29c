/**
 * An answer that was encoded before the request came: sent as it is, with its tag, so that the schema is not asked
 * again for every reader. `A` is what the text holds.
 */
export class Encoded<A> {
  declare readonly holds: A;

  constructor(
    /** JSON text, made from a value that the contract describes. */
    readonly body: Buffer,
    /** Strong entity tag, in quotes. */
    readonly etag: string,
  ) {}
}

/** Browsers and proxies keep it, and ask each time whether it still holds; it may differ by who asks. */
export function encodedHeaders({ etag }: { etag: string }): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    etag,
    'cache-control': 'no-cache',
    vary: 'Cookie',
  };
}
