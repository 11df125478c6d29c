import { SessionEntity } from '@foyer/agenda';
import { reactionKinds } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** How often a session was reacted to in one way. By whom is kept nowhere. */
export const ReactionCount = defineEntity({
  name: 'ReactionCount',
  tableName: 'reaction_count',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    kind: p.enum(reactionKinds).primary(),
    count: p.integer(),
  },
});
export type ReactionCount = InferEntity<typeof ReactionCount>;
