import { reportDefinitions, type Report } from '@foyer/contracts';
import { EventAccess, eventNow, organisers, type EventEntity } from '@foyer/events';
import { Clock, Database, sql, type Call } from '@foyer/platform';
import { readAttendance, readCurves } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { readMeetingFigures } from './meeting.rows.js';
import { heldOutcomes } from './outcomes.js';
import { readGuests, readPeople } from './people.rows.js';
import {
  noQuestions,
  noRatings,
  readPollFigures,
  readQuestionFigures,
  totalQuestions,
  totalRatings,
} from './session.rows.js';

/** How many things a report is read from, for saying how far it is. */
export const reportParts = 7;

/** The report of an event for those who organise it. PostgreSQL counts; here figures are only put together. */
@Injectable()
export class ReportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async get(call: Call, slug: string): Promise<Report> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.read(event);
  }

  /** All of it as of one instant. @param progress is told how many of `reportParts` are read */
  read(event: EventEntity, progress?: (done: number) => Promise<void>): Promise<Report> {
    const now = eventNow(event, this.clock.now());
    return this.database.snapshot(async (database) => {
      // So that tens of thousands of comings and goings are put in order in memory.
      await sql`set local work_mem = '32MB'`.execute(database);
      let done = 0;
      const part = async <T>(reading: Promise<T>): Promise<T> => {
        const read = await reading;
        await progress?.(++done);
        return read;
      };
      const people = await part(readPeople(database, event));
      const attendance = await part(readAttendance(database, event.id, now));
      const curves = await part(readCurves(database, event.id, now));
      const asked = await part(readQuestionFigures(database, event.id));
      const { polls, ratings } = await part(readPollFigures(database, event.id));
      const meetings = await part(readMeetingFigures(database, event.id));
      const guests = await readGuests(database, event.id);
      const outcomes = await part(heldOutcomes(database, event));
      return {
        foyer: 'report/1',
        event: {
          ...{ slug: event.slug, title: event.title },
          ...{ startsAt: event.startsAt.toISOString(), endsAt: event.endsAt.toISOString() },
          ...{ timeZone: event.timeZone, languages: event.languages },
        },
        definitions: [...reportDefinitions],
        people: { ...people.all, guests, countries: people.countries.length },
        ...{ categories: people.categories, countries: people.countries },
        organisations: people.organisations,
        sessions: attendance.map(({ session, slug, title, startsAt, endsAt, came, peak, averageMinutes }) => {
          const { from = startsAt, stepMinutes = 1, present = [] } = curves.get(session) ?? {};
          return {
            ...{ session: slug, title, startsAt, endsAt, came, peak, averageMinutes },
            questions: asked.get(session) ?? noQuestions,
            rating: ratings.get(session) ?? noRatings,
            curve: { from, stepMinutes, present: came > 0 ? present : [] },
          };
        }),
        questions: totalQuestions(asked.values()),
        ...{ polls, meetings, outcomes },
        satisfaction: totalRatings(ratings.values()),
      };
    });
  }
}
