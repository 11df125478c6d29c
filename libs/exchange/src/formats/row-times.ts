import type { Notices } from '../notice.js';
import { readDuration, readInstant } from './times.js';

interface TimeCells {
  date: string | undefined;
  starts: string;
  ends: string | undefined;
  duration: string | undefined;
}

const assumedMinutes = 30;

/** Times as people write them into tables: `2026-03-29 09:00`, `29.03.2026 09:00`, or a day with hours beside it. */
export class RowTimes {
  /** A day that stands only in the first of its rows holds for those below. */
  private day = '';

  constructor(
    private readonly timeZone: string,
    private readonly notices: Notices,
  ) {}

  read(line: number, cells: TimeCells): { startsAt: string; endsAt: string } | null {
    const day = cells.date ? normalDay(cells.date) : null;
    if (day) this.day = day;
    const startsAt = this.instant(line, 'starts', cells.starts, this.day);
    if (startsAt === null) return null;
    const endsAt = this.end(line, cells, startsAt);
    if (endsAt === null) return null;
    if (endsAt <= startsAt) {
      this.notices.error('ends_before_start', { line, path: 'ends' }, { value: cells.ends ?? '' });
      return null;
    }
    return { startsAt, endsAt };
  }

  private end(line: number, { ends, duration }: TimeCells, startsAt: string): string | null {
    if (ends) return this.instant(line, 'ends', ends, this.day || startsAt.slice(0, 10));
    const minutes = duration ? readDuration(duration) : null;
    if (!minutes) this.notices.warn('duration_assumed', { line, path: 'ends' }, { minutes: assumedMinutes });
    return new Date(Date.parse(startsAt) + (minutes || assumedMinutes) * 60_000).toISOString();
  }

  private instant(line: number, path: string, cell: string, day: string): string | null {
    const value = normalTime(cell, day);
    const read = readInstant(value, this.timeZone);
    if ('at' in read) return read.at;
    this.notices.error(read.wrong, { line, path }, { value: cell, zone: this.timeZone });
    return null;
  }
}

/** `29.03.2026`, `29/03/2026` and `2026-03-29` as the last; null where it is no day. */
function normalDay(text: string): string | null {
  const iso = /^\d{4}-\d\d-\d\d/.exec(text.trim());
  if (iso) return iso[0];
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})\b/.exec(text.trim()) ?? [];
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

function normalTime(cell: string, day: string): string {
  const text = cell.trim();
  const clock = /^(\d{1,2})[:.](\d\d)(?::\d\d)?$/.exec(text);
  if (clock) return `${day} ${(clock[1] ?? '').padStart(2, '0')}:${clock[2] ?? ''}`;
  const local = /^(\d{1,2}[./]\d{1,2}[./]\d{4})[\sT,]+(\d{1,2})[:.](\d\d)(?::\d\d)?$/.exec(text);
  if (local)
    return `${normalDay(local[1] ?? '') ?? ''} ${(local[2] ?? '').padStart(2, '0')}:${local[3] ?? ''}`;
  return text.replace(/^(\d{4}-\d\d-\d\d)[ T](\d):/, '$1 0$2:');
}
