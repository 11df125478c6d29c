import { taskStates, type FileInfo, type Task } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** Something that takes its time and goes on in the worker. A worker that dies leaves it to be taken up again. */
export const TaskEntity = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade').index('task_event'),
    kind: p.enum(['people-import', 'interactions-export', 'report-export'] as const),
    state: p.enum(taskStates).default('queued'),
    done: p.integer().default(0),
    total: p.integer().default(0),
    about: p.text(),
    /** What it was asked for, as its door parsed it. */
    input: p.json<unknown>(),
    by: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('task_by'),
    /** Somebody wants it to stop; looked at between batches. */
    stopping: p.boolean().default(false),
    /** Numbers of an import, the file of an export. */
    result: p.json<NonNullable<Task['result']> | FileInfo>().nullable(),
    /** A problem's code; what codes there are changes with the house. */
    problem: p.string().length(60).nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** When its worker last said that it is at it. */
    seenAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
  },
});
export type TaskEntity = InferEntity<typeof TaskEntity>;
