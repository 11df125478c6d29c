/** Below this nobody notices, and no clock is taken for wrong. */
const ignoredMs = 2_000;

/** How far the server's clock is from this device's; devices are wrong by minutes more often than one thinks. */
let offset = 0;

/** Now by the server's clock, in milliseconds since the epoch: what is open, over or left follows from it. */
export const serverNow = (): number => Date.now() + offset;

/**
 * The server has said what time it is.
 * @param real its time when it answered
 * @param roundTrip how long the question and the answer took together, in milliseconds
 */
export function hearServerTime(real: string, roundTrip: number): void {
  const half = roundTrip / 2;
  const heard = Date.parse(real) + half - Date.now();
  // What a slow answer says is known by so much only: it changes nothing that it does not contradict.
  if (Math.abs(heard - offset) <= half + ignoredMs) return;
  offset = Math.abs(heard) <= half + ignoredMs ? 0 : heard;
}
