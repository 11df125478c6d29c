/**
 * The key by which a guest comes into an event. It is kept until the server has answered, and all tabs share it: two
 * presses of the button, and two tabs, are one guest.
 */
const nameOf = (event: string): string => `foyer-guest-${event}`;

export function guestKey(event: string): string {
  const made = crypto.randomUUID();
  try {
    const known = localStorage.getItem(nameOf(event));
    if (known !== null) return known;
    localStorage.setItem(nameOf(event), made);
  } catch {
    // Storage is closed to us: each press is for itself.
  }
  return made;
}

/** From now on the cookie says who the guest is. */
export function dropGuestKey(event: string): void {
  try {
    localStorage.removeItem(nameOf(event));
  } catch {
    // Nothing was kept.
  }
}
