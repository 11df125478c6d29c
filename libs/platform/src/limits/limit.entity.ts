import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** How far somebody has used up an allowance; the row means nothing once its time has passed. */
export const LimitUsed = defineEntity({
  name: 'LimitUsed',
  tableName: 'limit_used',
  properties: {
    /** `organisations.search:203.0.113.7`: what is limited, and whose. */
    key: p.string().length(200).primary(),
    /** When all of the allowance will be there again. */
    fullAt: p.datetime().index('limit_used_full_at'),
  },
});
export type LimitUsed = InferEntity<typeof LimitUsed>;
