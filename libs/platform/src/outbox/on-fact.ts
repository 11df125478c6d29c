import { SetMetadata } from '@nestjs/common';
import type { FactConsumer, FactName, FactPayload } from '@foyer/contracts';
import type { Tx } from '../database/database.js';

export const onFactKey = 'foyer:on-fact';
export interface OnFactMetadata {
  fact: FactName;
  consumer: string;
}
/** The fact as a handler gets it; `id` is stable across repeats. */
export interface DeliveredFact {
  id: number;
  createdAt: Date;
  /** Whether a failure now is final: the queue will not try again. */
  lastAttempt: boolean;
}

/**
 * Marks the one method that acts on a fact for a consumer. It runs in the transaction in which the consumption
 * is recorded, so its writes happen once; an effect outside the database has to be recognisable when repeated.
 */
export const OnFact =
  <F extends FactName>(fact: F, consumer: FactConsumer<F>) =>
  (
    _target: object,
    _key: string,
    descriptor: {
      readonly value?: (tx: Tx, payload: FactPayload<F>, delivered: DeliveredFact) => Promise<void>;
    },
  ): void => {
    SetMetadata(onFactKey, { fact, consumer } satisfies OnFactMetadata)(_target, _key, descriptor);
  };
