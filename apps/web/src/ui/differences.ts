/** Only what is no longer as it was: what somebody else changes meanwhile stays theirs. */
export function differences<T extends object>(was: Readonly<Partial<T>>, wanted: Readonly<T>): Partial<T> {
  const changed: Partial<T> = {};
  for (const key in wanted) {
    if (JSON.stringify(was[key]) !== JSON.stringify(wanted[key])) changed[key] = wanted[key];
  }
  return changed;
}
