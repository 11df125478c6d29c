/** Does something for everybody, so many at a time; stops at the first failure or when the signal says so. */
export async function eachOf<T>(
  all: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (one: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const runner = async (): Promise<void> => {
    while (next < all.length) {
      signal.throwIfAborted();
      const index = next++;
      const one = all[index];
      if (one !== undefined) await work(one, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, runner));
}

/** Waits for a condition that the server brings about. @throws Error naming what did not come */
export async function untilSeen(
  what: string,
  signal: AbortSignal,
  condition: () => Promise<boolean> | boolean,
  milliseconds = 60_000,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await condition())) {
    signal.throwIfAborted();
    if (performance.now() > end) throw new Error(`Waited ${milliseconds / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
