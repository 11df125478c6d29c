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
