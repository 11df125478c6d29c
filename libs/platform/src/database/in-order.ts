/**
 * Awaits statements that were sent together, and throws what the first one failed with, in the order given: those
 * behind a failure in the same transaction fail because of it alone. Nothing is under way any more when it ends.
 */
export async function inOrder<T extends unknown[]>(
  sent: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(sent);
  const answers: unknown[] = [];
  for (const one of sent) answers.push(await one);
  return answers as T;
}
