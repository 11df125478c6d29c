import { z } from 'zod';
import { UnreadableFile } from '../notice.js';
import type { AgendaTable, ReadContext } from './agenda-table.js';
import { FoyerBlock, withBlock } from './foyer-block.js';
import { Conference, ScheduleEvent, type PlacedEvent } from './schedule.model.js';
import { scheduleTable } from './schedule.table.js';

const Document = z.object({
  schedule: z.object({
    conference: z.looseObject({
      days: z.array(
        z.object({
          date: z.string().catch(''),
          rooms: z.record(z.string(), z.array(z.unknown())).catch({}),
        }),
      ),
      meta: z.looseObject({ foyer: z.unknown() }).optional().catch(undefined),
    }),
  }),
});

/** @throws UnreadableFile */
export function readScheduleJson(text: string, context: ReadContext): AgendaTable {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableFile('json_malformed');
  }
  const parsed = Document.safeParse(value);
  if (!parsed.success) throw new UnreadableFile('not_a_schedule');
  const { conference } = parsed.data.schedule;
  const head = Conference.safeParse(conference);
  if (!head.success) throw new UnreadableFile('not_a_schedule');
  const events = conference.days.flatMap((day, d) =>
    Object.entries(day.rooms).flatMap(([room, sessions]) =>
      sessions.flatMap((session, s): PlacedEvent[] => {
        const event = ScheduleEvent.safeParse(session);
        if (!event.success) return [];
        return [{ event: event.data, room, day: day.date, path: `days[${d + 1}].rooms.${room}[${s + 1}]` }];
      }),
    ),
  );
  const table = scheduleTable({ conference: head.data, events }, context);
  const block = FoyerBlock.safeParse(conference.meta?.foyer);
  return block.success ? withBlock(table, block.data) : table;
}
