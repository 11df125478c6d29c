/**
 * Whether a meeting counts as held. What all who have spoken agree on counts; where they disagree, and where nobody
 * has spoken, the attendance that the room has recorded decides. Both statements are kept either way.
 * @param said whether it took place, by the words of each who has spoken
 * @param came of how many of its two sides somebody has entered
 */
export function tookPlace(said: readonly boolean[], came: number): boolean {
  const [first] = said;
  const agreed = first !== undefined && said.every((held) => held === first);
  return agreed ? first : came >= 2;
}
