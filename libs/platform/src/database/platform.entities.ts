import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { StreamChange } from '@foyer/contracts';
import { FileEntity } from '../files/file.entity.js';
import { MailboxMail } from '../mailbox/mailbox-mail.entity.js';
import { LimitUsed } from '../limits/limit.entity.js';

/** A fact, until every consumer has acted on it. */
export const OutboxFact = defineEntity({
  name: 'OutboxFact',
  tableName: 'outbox_fact',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    name: p.text(),
    payload: p.json<unknown>(),
    traceId: p.text().nullable(),
    /** What was going on when it was written, where traces are sent. */
    spanId: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** When its jobs were last given to the queue; null until then. */
    handedAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'outbox_fact_handed', properties: ['handedAt'], where: 'handed_at is not null' }],
});
export type OutboxFact = InferEntity<typeof OutboxFact>;

/** Which consumer has acted on which fact, written in the transaction of its effects. */
export const FactConsumed = defineEntity({
  name: 'FactConsumed',
  tableName: 'fact_consumed',
  properties: {
    fact: p.bigint('number').primary(),
    consumer: p.string().length(40).primary(),
    consumedAt: p.datetime().defaultRaw('now()'),
  },
});

/** The revision of a stream; raised under its row lock by every write. */
export const StreamHead = defineEntity({
  name: 'StreamHead',
  tableName: 'stream',
  properties: {
    name: p.string().length(200).primary(),
    rev: p.bigint('number'),
  },
});

/** The log that every process orders its pushes from. */
export const StreamLogEntry = defineEntity({
  name: 'StreamLogEntry',
  tableName: 'stream_change',
  properties: {
    stream: p.string().length(200).primary(),
    rev: p.bigint('number').primary(),
    change: p.json<StreamChange>(),
    at: p.datetime().defaultRaw('now()').index('stream_change_at'),
  },
});

/** Commands that were carried out, with what was answered. */
export const CommandDone = defineEntity({
  name: 'CommandDone',
  tableName: 'command_done',
  properties: {
    person: p.uuid().primary(),
    id: p.uuid().primary(),
    name: p.text(),
    fingerprint: p.text(),
    answer: p.json<unknown>().nullable(),
    at: p.datetime().defaultRaw('now()').index('command_done_at'),
  },
});

export const platformEntities = [
  ...[OutboxFact, FactConsumed, StreamHead, StreamLogEntry, CommandDone],
  MailboxMail,
  LimitUsed,
  FileEntity,
];
