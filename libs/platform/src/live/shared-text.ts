const texts = new WeakMap<object, string | null>();

/** Says that a value goes to many as it is now and never changes: whoever sends it encodes it once. */
export function shareText<T extends object>(value: T): T {
  texts.set(value, null);
  return value;
}

/** Whether `shareText` was told of a value. */
export const isShared = (value: object): boolean => texts.has(value);

/** The JSON of a value: of a shared one, as it was when it was first asked for. */
export function sharedText(value: object): string {
  const known = texts.get(value);
  if (typeof known === 'string') return known;
  const text = JSON.stringify(value);
  if (known === null) texts.set(value, text);
  return text;
}
