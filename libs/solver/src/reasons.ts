/**
 * Why something cannot be, as data: a code and numbers (participants, meetings and slots from 1). The words
 * for people come from the caller's locales.
 */
export type Reason =
  /** No slot is open to both participants, in the wished session, at the pinned slot. */
  | { code: 'meeting-without-slot'; meeting: number; participants: [number, number] }
  /** These meetings wait for each other in a circle. */
  | { code: 'precedence-cycle'; meetings: number[] }
  /** The meetings before and after this one leave no slot for it. */
  | { code: 'precedence-chain'; meeting: number; earliest: number; latest: number }
  /** These meetings of one participant have fewer slots among them than they are. */
  | { code: 'participant-overbooked'; participant: number; meetings: number[]; slots: number[] }
  /** So many meetings can only be in these slots, which hold fewer: by their tables, or by two people for each. */
  | { code: 'slots-full'; meetings: number; places: number; slots: number[] }
  /** The participant has at least so many breaks; somebody else has at most `other`. */
  | { code: 'fairness-unreachable'; participant: number; breaks: number; other: number; limit: number }
  /** Every possibility was ruled out for these meetings together (all of them when empty). */
  | { code: 'no-schedule'; meetings: number[]; fairness: number | null };
