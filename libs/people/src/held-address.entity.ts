import { holdReasons, holdSources } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * An address that no mail goes to, of any event. By the address and not by the person: whoever has the address later
 * is spared as well. Lifted ones stay, so that a report from before is known to be old.
 */
export const HeldAddress = defineEntity({
  name: 'HeldAddress',
  tableName: 'held_address',
  properties: {
    /** Lower case. */
    address: p.text().primary(),
    reason: p.enum(holdReasons),
    source: p.enum(holdSources),
    /** The mail server's answer: numbers, no text. */
    answer: p.text().nullable(),
    /** When it was last said. */
    heldAt: p.datetime(),
    /** When its person, signed in, asked for a code to it all the same. */
    askedAt: p.datetime().nullable(),
    liftedAt: p.datetime().nullable(),
  },
});
export type HeldAddress = InferEntity<typeof HeldAddress>;
