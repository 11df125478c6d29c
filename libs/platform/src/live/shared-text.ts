const texts = new WeakMap<object, string | null>();

/** Says that a value goes to many as it is now and never changes: whoever sends it encodes it once. */
export function shareText<T extends object>(value: T): T {
  texts.set(value, null);
  return value;
}

/** The JSON of a value that `shareText` was told of, made when it is first asked for; undefined for all others. */
export function sharedText(value: object): string | undefined {
  const known = texts.get(value);
  if (known !== null) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}
