import { erasedName, type LocalisedText, type MyRegistrationData } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Person } from '@foyer/people';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AnswerWriter, filesIn, readFileNames } from './answer-writer.js';
import { readOwnAnswers } from './answers.js';
import { personOf } from './answers.service.js';
import { logConsents, readConsents } from './consents.js';
import { readConsentLog } from './consents.queries.js';
import { readForm } from './form.queries.js';
import { readRegistration } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';

const mostConsents = 10_000;

/** What people may do with what an event holds of them: take a copy, and have it erased. */
@Injectable()
export class MyDataService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RegistrationService) private readonly registrations: RegistrationService,
    @Inject(AnswerWriter) private readonly writer: AnswerWriter,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Everything that registration holds of the caller in this event, and of nobody else. @throws Problem not_found */
  async read(call: Call, slug: string): Promise<MyRegistrationData> {
    const { event } = await this.access.find(call, { slug });
    const id = personOf(call);
    const person = await this.database.em().findOneOrFail(Person, { id });
    if (person.email == null) throw new Problem('not_signed_in');
    const { email } = person;
    return this.database.snapshot(async (database) => {
      const registration = await readRegistration(database, event.id, id);
      const form = await readForm(database, event.id);
      const answers = registration ? await readOwnAnswers(database, registration.id) : {};
      const { rows } = await sql<{ session: LocalisedText; enteredAt: Date; leftAt: Date | null }>`
        select s.title as session, a.entered_at as "enteredAt", a.left_at as "leftAt"
        from attendance a join session s on s.id = a.session_id
        where s.event_id = ${event.id} and a.person_id = ${id} order by a.entered_at, a.id`.execute(database);
      const log = await readConsentLog(database, event.id, { limit: mostConsents, person: id });
      return {
        event: { slug: event.slug, title: event.title },
        exportedAt: this.clock.now().toISOString(),
        account: {
          email,
          name: person.name,
          language: person.language,
          timeZone: person.timeZone,
        },
        registration: registration && { ...registration },
        answers: Object.entries(answers).map(([key, answer]) => ({
          key,
          question: form.questions.find((question) => question.key === key)?.label ?? {},
          answer,
        })),
        files: await readFileNames(database, [...filesIn(form, answers).keys()]),
        consents: log.map(({ id: _, name: _name, email: _email, ...entry }) => entry),
        attendance: rows.map((row) => ({
          session: row.session,
          enteredAt: row.enteredAt.toISOString(),
          leftAt: row.leftAt?.toISOString() ?? null,
        })),
      };
    });
  }

  /**
   * Gives up the caller's place, where the event is not over, and erases what they have told of themselves. For the
   * event's figures stay category, organisation and country; as proof stays when they agreed to what, and that all of
   * it is taken back now.
   * @throws Problem not_found where they never registered
   */
  async erase(call: Call, slug: string): Promise<void> {
    const person = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      // The lock of the places comes before that of the registration, here as everywhere.
      if (eventNow(event, this.clock.now()) < event.endsAt) {
        await this.registrations.giveUp(tx, event, person);
      }
      const { rows } = await sql<{ id: string }>`
        select id from registration where event_id = ${event.id} and person_id = ${person} for update`.execute(
        tx.sql,
      );
      const registration = rows[0]?.id;
      if (!registration) throw new Problem('not_found');
      await sql`delete from invitation where event_id = ${event.id} and person_id = ${person}`.execute(
        tx.sql,
      );
      await sql`
        update registration set name = ${erasedName}, job_title = null, offers = '{}', needs = '{}', about = null,
          listed = false
        where id = ${registration}`.execute(tx.sql);
      await this.writer.erase(tx, registration, await readForm(tx.sql, event.id));
      const given = (await readConsents(tx.sql, event.id, person)).filter((state) => state.given);
      await logConsents(
        tx,
        {
          ...{ event: event.id, person, fallback: event.languages[0], at: this.clock.now() },
          cause: 'erasure',
        },
        Object.fromEntries(
          given.map(({ consent, version, language }) => [consent, { given: false, version, language }]),
        ),
      );
      tx.fact('registration.erased', { event: event.id, person });
      return null;
    });
  }
}
