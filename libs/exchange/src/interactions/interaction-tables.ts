import {
  isOfNobody,
  RoomRules,
  type InteractionsFile,
  type Language,
  type LocalisedText,
  type LogEntry,
  type LogStep,
} from '@foyer/contracts';
import { i18nFor, localised } from '@foyer/locales';
import { Temporal } from 'temporal-polyfill';
import { WallTime, type Column, type Table, type TableCell } from '../formats/tables.js';

/** How the words of the tables are chosen. */
export interface Reader {
  language: Language;
  /** The event's first, for what is not there in the reader's. */
  fallback: Language | undefined;
  categories: readonly { key: string; label: LocalisedText }[];
}
/** A column, and what stands in it. */
type Field<Row> = [title: string, width: number, cell: (row: Row) => TableCell, format?: Column['format']];

/** The interactions as six tables, with headings and words in the reader's language and times of the event's zone. */
export async function interactionTables(file: InteractionsFile, reader: Reader): Promise<Table[]> {
  const say = (await i18nFor(reader.language)).getFixedT(null, ['interactions', 'qa', 'polls']);
  const { timeZone } = file.event;
  const titles = new Map(
    file.sessions.map(({ slug, title }) => [slug, localised(title, reader.language, reader.fallback)]),
  );
  const session = <Row extends { session: string }>(): Field<Row> => [
    say('column.session'),
    30,
    (row) => titles.get(row.session) ?? row.session,
  ];
  const label = (key: string | null): string | null => {
    const known = reader.categories.find((one) => one.key === key)?.label;
    return known ? localised(known, reader.language, reader.fallback) : key;
  };
  const texts = new Map(file.questions.map(({ id, text }) => [id, text]));
  const rating = say('polls:poll.sessionRating');
  const time = (title: string): string => `${title} (${timeZone})`;
  const table = <Row>(key: string, rows: readonly Row[], fields: readonly Field<Row>[]): Table => ({
    key,
    name: say(`sheet.${key}`),
    columns: fields.map(([title, width, , format]) => ({ title, width, ...(format ? { format } : {}) })),
    rows: rows.map((row) => fields.map(([, , cell]) => cell(row))),
  });
  const who = <Row extends { actor: string | null; step: LogStep }>({ actor, step }: Row): string | null =>
    actor ?? (isOfNobody(step, false) ? null : say('value.gone'));
  const step = <Row extends { step: string }>(row: Row): string => say(`step.${row.step}`);
  const stepTimes = <Row extends { at: string }>(): Field<Row>[] => [
    [time(say('column.time')), 20, ({ at }) => wallTime(at, timeZone), 'time'],
    [say('column.utc'), 20, ({ at }) => wallTime(at, 'UTC'), 'time'],
  ];
  const why = ({ reason, usualReason }: Pick<LogEntry, 'reason' | 'usualReason'>): string | null =>
    usualReason === null ? reason : say(`qa:dismiss.${usualReason}`);
  const ruled = (rules: Partial<RoomRules>): string =>
    RoomRules.keyof()
      .options.flatMap((key) => {
        const value = rules[key];
        if (value === undefined) return [];
        const shown = typeof value === 'boolean' ? say(value ? 'value.yes' : 'value.no') : (value ?? '–');
        return [`${say(`rule.${key}`)}: ${shown}`];
      })
      .join('; ');
  const ordered = file.moderation.map(({ id }, place) => [id, place + 1] as const);
  const numbers = new Map(ordered);
  return [
    table('questions', file.questions, [
      session(),
      [say('column.number'), 8, ({ id }) => id],
      [say('column.text'), 60, ({ text }) => text],
      [say('column.original'), 40, ({ original }) => original],
      [say('column.author'), 24, ({ anonymous, author }) => (anonymous ? say('value.anonymous') : author)],
      [say('column.organisation'), 28, ({ organisation }) => organisation],
      [say('column.category'), 20, ({ category }) => label(category)],
      [say('column.country'), 9, ({ country }) => country],
      [say('column.state'), 18, ({ state }) => say(`qa:state.${state}`)],
      [say('column.reason'), 30, why],
      [say('column.votes'), 8, ({ votes }) => votes],
      [time(say('column.asked')), 20, ({ askedAt }) => wallTime(askedAt, timeZone), 'time'],
      [time(say('column.published')), 20, ({ publishedAt }) => wallTime(publishedAt, timeZone), 'time'],
      [time(say('column.answered')), 20, ({ answeredAt }) => wallTime(answeredAt, timeZone), 'time'],
      [say('column.reply'), 40, ({ reply }) => reply],
      [say('column.mergedInto'), 12, ({ mergedInto }) => mergedInto],
      [say('column.pinned'), 10, ({ pinned }) => say(pinned ? 'value.yes' : 'value.no')],
      [say('column.assigned'), 24, ({ assigned }) => assigned],
      [say('column.tags'), 30, ({ tags }) => tags.join(', ')],
      [say('column.marks'), 30, ({ marks }) => marks.map(({ text }) => text).join(', ')],
    ]),
    table('votes', file.votes, [
      session(),
      [say('column.number'), 8, ({ question }) => question],
      [say('column.text'), 60, ({ question }) => texts.get(question) ?? null],
      [say('column.given'), 12, ({ given }) => given],
      [say('column.united'), 12, ({ united }) => united],
      [say('column.total'), 12, ({ given, united }) => given + united],
    ]),
    table('polls', file.polls, [
      session(),
      [say('column.question'), 50, ({ question }) => question ?? rating],
      [say('column.kind'), 20, ({ kind }) => say(`polls:kind.${kind}`)],
      [say('column.state'), 12, ({ state }) => say(`polls:state.${state}`)],
      [time(say('column.opened')), 20, ({ openedAt }) => wallTime(openedAt, timeZone), 'time'],
      [say('column.answers'), 10, ({ answers }) => answers],
    ]),
    table('results', file.polls.flatMap(resultsOf), [
      session(),
      [say('column.question'), 50, ({ question }) => question ?? rating],
      [say('column.option'), 50, ({ said }) => said],
      [say('column.count'), 10, ({ count }) => count],
      [say('column.share'), 10, ({ share }) => share, 'percent'],
      [
        say('column.offScreens'),
        14,
        ({ hidden }) => (hidden === null ? null : say(hidden ? 'value.yes' : 'value.no')),
      ],
    ]),
    table('moderation', file.moderation, [
      [say('column.step'), 8, ({ id }) => numbers.get(id) ?? null],
      session(),
      ...stepTimes<(typeof file.moderation)[number]>(),
      [say('column.actor'), 24, who],
      [say('column.what'), 28, step],
      [say('column.reason'), 30, why],
      [say('column.number'), 8, ({ question }) => question?.id ?? null],
      [say('column.text'), 60, ({ question }) => question?.text ?? null],
      [say('column.other'), 12, ({ other }) => other?.id ?? null],
      [say('column.stateBefore'), 18, ({ before }) => (before ? say(`qa:state.${before.state}`) : null)],
      [say('column.textBefore'), 40, ({ before }) => before?.text ?? null],
      [say('column.reasonBefore'), 30, ({ before }) => before && why(before)],
      [say('column.replyBefore'), 40, ({ before }) => before?.reply ?? null],
      [say('column.rulesBefore'), 40, ({ rules }) => rules && ruled(rules.before)],
      [say('column.rulesSince'), 40, ({ rules }) => rules && ruled(rules.after)],
      [say('column.tagsSince'), 30, ({ tags }) => tags?.join(', ') ?? null],
      [
        say('column.announcement'),
        60,
        ({ announcement }) => announcement && localised(announcement.texts, reader.language, reader.fallback),
      ],
      [say('column.undoes'), 12, ({ undoes }) => (undoes === null ? null : (numbers.get(undoes) ?? null))],
    ]),
    table('pollSteps', file.pollSteps, [
      session(),
      ...stepTimes<(typeof file.pollSteps)[number]>(),
      [say('column.actor'), 24, who],
      [say('column.what'), 28, step],
      [say('column.question'), 50, ({ poll }) => poll?.question ?? rating],
      [say('column.kind'), 20, ({ poll }) => (poll ? say(`polls:kind.${poll.kind}`) : null)],
      [say('column.wordOrText'), 50, ({ answer }) => answer],
    ]),
  ];
}

/** A row for each option, word and text. */
function resultsOf({ session, question, ...poll }: InteractionsFile['polls'][number]) {
  const uncounted = { count: null, share: null };
  const given = [
    ...poll.options.map(({ option, ...counted }) => ({ said: option, ...counted, hidden: null })),
    ...poll.words.map(({ word, ...counted }) => ({ said: word, ...counted })),
    ...poll.texts.map((said) => ({ said, ...uncounted, hidden: false })),
    ...poll.hiddenTexts.map((said) => ({ said, ...uncounted, hidden: true })),
  ];
  return given.map((one) => ({ session, question, ...one }));
}

/** Whole seconds: spreadsheets show no more. */
function wallTime(at: string | null, timeZone: string): WallTime | null {
  if (at === null) return null;
  const shown = Temporal.Instant.from(at).round('second').toZonedDateTimeISO(timeZone).toPlainDateTime();
  return new WallTime(new Date(`${shown.toString({ smallestUnit: 'second' })}Z`));
}
