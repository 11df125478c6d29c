import { isDeepStrictEqual } from 'node:util';
import {
  formFaults,
  isChoice,
  type Category,
  type FormDesk,
  type FormParts,
  type FormQuestion,
  type LocalisedText,
  type RouteParsed,
  type routes,
} from '@foyer/contracts';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import { localised } from '@foyer/locales';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { countAnswers, countCategories, readDesk, readForm, readWordingVersions } from './form.queries.js';

type Given = RouteParsed<typeof routes.saveForm>['body'];

/** The form in the hands of organisers. */
@Injectable()
export class FormService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Saves the form whole, with the event's categories. What people have answered, chosen or agreed to is never lost:
   * it is archived where the form leaves it out, and new words of a consent are a new version.
   * @throws Problem edit_conflict when somebody has saved since `version`; invalid_input by pointer; category_in_use
   * with `names` where something is for given up categories alone; forbidden; not_found
   */
  async save(call: Call, slug: string, given: Given): Promise<FormDesk> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      // Registrations hold the event's key while they are checked and written: none is under way from here on.
      await sql`select from event where id = ${event.id} for update`.execute(tx.sql);
      await tx.em.refresh(event);
      const before = await readForm(tx.sql, event.id);
      if (before.version !== given.version) throw new Problem('edit_conflict');
      checkCategories(given, event.categories, await countCategories(tx.sql, event.id));
      const parts = await this.withWhatIsUsed(tx, event.id, before, given);
      const faults = formFaults(
        parts,
        given.categories.map(({ key }) => key),
      );
      refuse(faults.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message })));
      await this.replaceCategories(tx, event, given);
      await this.writeWordings(tx, event.id, parts.consents);
      tx.em.assign(event, { categories: given.categories });
      await tx.em.flush();
      await sql`
        insert into registration_form (event_id, version, parts, edited_by_id, edited_at)
        values (${event.id}, 1, ${JSON.stringify(parts)}::jsonb, ${call.actor?.person ?? null}, ${this.clock.now()})
        on conflict (event_id) do update set version = registration_form.version + 1, parts = excluded.parts,
          edited_by_id = excluded.edited_by_id, edited_at = excluded.edited_at`.execute(tx.sql);
      return readDesk(tx.sql, event);
    });
  }

  /** Merges and gives up categories wherever their keys are kept: in this room, and in those that know this one. */
  private async replaceCategories(tx: Tx, event: EventEntity, { categories, moves }: Given): Promise<void> {
    const moved = new Set(moves.map(({ from }) => from));
    const dropped = event.categories.flatMap(({ key }) =>
      holds(categories, key) || moved.has(key) ? [] : [key],
    );
    const [language = 'en'] = event.languages;
    const { rows } = await sql<{ label: LocalisedText }>`
      select label from only_for_categories(${event.id}, ${dropped}::text[])`.execute(tx.sql);
    if (rows.length > 0) {
      const names = rows.map(({ label }) => `“${localised(label, language)}”`).join(', ');
      throw new Problem('category_in_use', { names });
    }
    for (const { from, into } of moves) {
      await sql`update registration set category = ${into} where event_id = ${event.id} and category = ${from}`.execute(
        tx.sql,
      );
    }
    const gone = [...moves, ...dropped.map((from) => ({ from, into: null }))];
    await sql`
      select replace_category(${event.id}, "from", "into")
      from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as gone("from" text, "into" text)`.execute(
      tx.sql,
    );
  }

  /** The form as given, and archived at its end what it leaves out although people have answered or agreed to it. */
  private async withWhatIsUsed(
    tx: Tx,
    event: string,
    before: FormParts,
    given: FormParts,
  ): Promise<FormParts> {
    const answered = await countAnswers(tx.sql, event);
    const { rows } = await sql<{ consent: string }>`
      select distinct consent from consent_log where event_id = ${event}`.execute(tx.sql);
    const agreed = new Set(rows.map(({ consent }) => consent));
    const kept = before.questions.filter(({ key }) => answered[key] && !holds(given.questions, key));
    return {
      builtIn: given.builtIn,
      questions: [
        ...given.questions.map((question, index) => {
          const earlier = before.questions.find(({ key }) => key === question.key);
          return earlier && answered[question.key] ? withOptions(question, earlier, index) : question;
        }),
        ...kept.map((question) => ({ ...question, archived: true, condition: null, categories: [] })),
      ],
      consents: [
        ...given.consents,
        ...before.consents
          .filter(({ key }) => agreed.has(key) && !holds(given.consents, key))
          .map((consent) => ({ ...consent, archived: true })),
      ].map(({ key, title, wording, required, archived }) => ({ key, title, wording, required, archived })),
    };
  }

  private async writeWordings(tx: Tx, event: string, consents: FormParts['consents']): Promise<void> {
    const last = await readWordingVersions(tx.sql, event);
    const changed = consents.flatMap(({ key, title, wording }) => {
      const known = last.get(key);
      if (known && isDeepStrictEqual([known.title, known.wording], [title, wording])) return [];
      return [{ consent: key, version: (known?.version ?? 0) + 1, title, wording }];
    });
    if (changed.length === 0) return;
    await sql`
      insert into consent_wording (event_id, consent, version, title, wording, created_at)
      select ${event}::uuid, c.consent, c.version, c.title, c.wording, ${this.clock.now()}
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
        as c(consent text, version int, title jsonb, wording jsonb)`.execute(tx.sql);
  }
}

const holds = (things: readonly { key: string }[], key: string): boolean =>
  things.some((thing) => thing.key === key);

/** Options that are gone from an answered question stay readable; its kind stays what it was. */
function withOptions(question: FormQuestion, earlier: FormQuestion, index: number): FormQuestion {
  if (question.kind !== earlier.kind) {
    refuse([{ pointer: `/questions/${index}/kind`, message: 'has answers of another kind' }]);
  }
  if (!isChoice(question)) return question;
  const gone = earlier.options.filter(({ key }) => !holds(question.options, key));
  return {
    ...question,
    options: [...question.options, ...gone.map((option) => ({ ...option, archived: true }))],
  };
}

function checkCategories(
  { categories, moves }: Given,
  before: readonly Category[],
  people: Readonly<Record<string, number>>,
): void {
  const keys = categories.map(({ key }) => key);
  const faults = keys.flatMap((key, index) =>
    keys.indexOf(key) < index ? [{ pointer: `/categories/${index}/key`, message: 'is there twice' }] : [],
  );
  categories.forEach(({ label }, index) => {
    if (!Object.values(label).some(Boolean)) {
      faults.push({ pointer: `/categories/${index}/label`, message: 'has no words' });
    }
  });
  if (categories.every(({ hidden }) => hidden)) {
    faults.push({ pointer: '/categories', message: 'offers no category to anybody' });
  }
  moves.forEach(({ from, into }, index) => {
    const known = holds(before, from) || people[from];
    if (!known || keys.includes(from))
      faults.push({ pointer: `/moves/${index}/from`, message: 'is not given up' });
    if (!keys.includes(into))
      faults.push({ pointer: `/moves/${index}/into`, message: 'is none of this event' });
  });
  for (const used of Object.keys(people)) {
    if (keys.includes(used) || moves.some(({ from }) => from === used)) continue;
    faults.push({ pointer: '/categories', message: `${used} has people in it` });
  }
  refuse(faults);
}

function refuse(faults: { pointer: string; message: string }[]): void {
  if (faults.length) throw new Problem('invalid_input', {}, faults.slice(0, 50));
}
