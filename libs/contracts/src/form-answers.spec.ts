import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerFaults, answersSchema, askedQuestions, consentsSchema, isBlank } from './form-answers.js';
import { formFaults, FormQuestion, plainForm, type FormTest } from './form-questions.js';

const question = (values: Partial<FormQuestion> & Pick<FormQuestion, 'key'>): FormQuestion =>
  FormQuestion.parse({ kind: 'text', label: { en: values.key }, ...values });
const options = ['a', 'b', 'c'].map((key) => ({ key, label: { en: key }, archived: false }));
const faultsOf = (questions: FormQuestion[], given: Record<string, unknown>, category = 'cluster') => {
  const read = answersSchema(questions, { category }).safeParse(given);
  return read.success ? [] : read.error.issues.map(({ path, message }) => [path.join('/'), message]);
};
const read = (questions: FormQuestion[], given: Record<string, unknown>, category = 'cluster') =>
  answersSchema(questions, { category }).parse(given);

describe('the schema of answers', () => {
  it('takes each kind of answer, and names what is wrong with it at its key', () => {
    const cases: [Partial<FormQuestion>, unknown, unknown, string | null][] = [
      [{ kind: 'text' }, ' Two words ', 'Two words', null],
      [{ kind: 'text' }, 'two\nlines', null, answerFaults.text],
      [{ kind: 'long-text' }, 'two\nlines', 'two\nlines', null],
      [{ kind: 'choice', options }, 'b', 'b', null],
      [{ kind: 'choice', options }, 'd', null, answerFaults.choice],
      [{ kind: 'choices', options }, ['c', 'a'], ['a', 'c'], null],
      [{ kind: 'choices', options }, ['a', 'a'], null, answerFaults.choice],
      [{ kind: 'number', min: 1, max: 9, step: 0.1 }, 1.3, 1.3, null],
      [{ kind: 'number', min: 1 }, 0, null, answerFaults.low],
      [{ kind: 'number', max: 9 }, 10, null, answerFaults.high],
      [{ kind: 'number', min: 1, step: 2 }, 4, null, answerFaults.step],
      [{ kind: 'number' }, '4', null, answerFaults.number],
      [{ kind: 'date' }, '2026-12-14', '2026-12-14', null],
      [{ kind: 'date' }, '2026-02-30', null, answerFaults.date],
      [{ kind: 'yes-no' }, false, false, null],
      [{ kind: 'country' }, 'XK', 'XK', null],
      [{ kind: 'country' }, 'ZZ', null, answerFaults.country],
      [{ kind: 'statement' }, true, true, null],
      [{ kind: 'file' }, 'not-an-id', null, answerFaults.file],
    ];
    for (const [values, given, kept, fault] of cases) {
      const questions = [question({ key: 'one', ...values })];
      if (fault) expect([values, faultsOf(questions, { one: given })]).toEqual([values, [['one', fault]]]);
      else expect([values, read(questions, { one: given })]).toEqual([values, { one: kept }]);
    }
  });

  it('asks for what is required, and takes nothing for an answer', () => {
    for (const kind of ['text', 'choice', 'choices', 'number', 'yes-no', 'statement'] as const) {
      const questions = [question({ key: 'one', kind, options, required: true })];
      for (const nothing of [undefined, null, '', '  ', []]) {
        const fault = kind === 'statement' ? answerFaults.agree : answerFaults.required;
        expect(faultsOf(questions, { one: nothing })).toEqual([['one', fault]]);
      }
    }
    expect(
      faultsOf([question({ key: 'one', kind: 'statement', required: true })], { one: false }),
    ).toHaveLength(1);
    const owed = [question({ key: 'one', required: true })];
    expect(answersSchema(owed, { category: 'cluster', lenient: true }).parse({})).toEqual({});
  });

  it('refuses keys that nobody asks, whatever they are called', () => {
    expect(faultsOf([], { other: 1, constructor: 2 })).toEqual([
      ['other', answerFaults.unknown],
      ['constructor', answerFaults.unknown],
    ]);
    // A key that objects have by birth is still unanswered.
    expect(read([question({ key: 'constructor' })], {})).toEqual({});
  });

  it('asks by category and by earlier answers, and forgets what is hidden', () => {
    const questions = [
      question({ key: 'stay', kind: 'yes-no' }),
      question({
        key: 'nights',
        kind: 'number',
        required: true,
        condition: { join: 'all', tests: [{ of: 'stay', test: 'is', value: true }] },
      }),
      question({ key: 'after', condition: { join: 'all', tests: [{ of: 'nights', test: 'answered' }] } }),
      question({ key: 'ministry', required: true, categories: ['ministry'] }),
    ];
    expect(read(questions, { stay: false, nights: 3, after: 'x' })).toEqual({ stay: false });
    expect(faultsOf(questions, { stay: true })).toEqual([['nights', answerFaults.required]]);
    expect(read(questions, { stay: true, nights: 3, after: 'x' })).toEqual({
      stay: true,
      nights: 3,
      after: 'x',
    });
    expect(faultsOf(questions, {}, 'ministry')).toEqual([['ministry', answerFaults.required]]);
  });
});

/** Forms of a few questions, each of which may hang on those before it. */
const anyForm = fc
  .array(
    fc.record({
      kind: fc.constantFrom('text', 'choice', 'choices', 'yes-no', 'statement', 'number'),
      required: fc.boolean(),
      archived: fc.boolean(),
      categories: fc.constantFrom([], ['cluster'], ['ministry']),
      join: fc.constantFrom('all', 'any'),
      tests: fc.array(fc.record({ of: fc.nat(7), test: fc.nat(2), value: fc.nat(2) }), { maxLength: 2 }),
    }),
    { maxLength: 7 },
  )
  .map((parts) => {
    const questions: FormQuestion[] = [];
    for (const [index, { kind, required, archived, categories, join, tests }] of parts.entries()) {
      const meant = tests.flatMap(({ of, test, value }): FormTest[] => {
        const earlier = questions[of];
        if (!earlier) return [{ of: 'category', test: 'is', value: value === 0 ? 'cluster' : 'ministry' }];
        if (earlier.archived) return [];
        if (test === 0) return [{ of: earlier.key, test: 'answered' }];
        const words = ['a', 'b', 'c'][value] ?? 'a';
        const compared = { choice: words, choices: words, text: words, number: value }[
          earlier.kind as 'choice'
        ];
        return [
          {
            of: earlier.key,
            test: earlier.kind === 'choices' ? 'includes' : 'is',
            value: compared ?? value === 1,
          },
        ];
      });
      questions.push(
        question({
          key: `q${index}`,
          kind: kind,
          required,
          archived,
          categories: [...categories],
          options,
          condition: meant.length ? { join: join, tests: meant } : null,
        }),
      );
    }
    return questions;
  });
const value = fc.oneof(
  fc.constantFrom<unknown>('a', 'b', '', null, 1, 0, true, false, 'two\nlines'),
  fc.subarray(['a', 'b', 'c']),
);
const given = fc.dictionary(fc.constantFrom('q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6'), value);
const category = fc.constantFrom('cluster', 'ministry');

describe('any form', () => {
  it('that is made of questions before questions has no faults', () => {
    fc.assert(
      fc.property(anyForm, (questions) => {
        expect(formFaults({ ...plainForm, questions }, ['cluster', 'ministry'])).toEqual([]);
      }),
    );
  });

  it('keeps exactly the answers to what it asks, and stands by them', () => {
    fc.assert(
      fc.property(anyForm, given, category, (questions, answers, mine) => {
        const known = Object.fromEntries(
          Object.entries(answers).filter(([key]) => questions.some((one) => one.key === key)),
        );
        const asked = askedQuestions(questions, mine, known);
        const schema = answersSchema(questions, { category: mine });
        const first = schema.safeParse(known);
        if (!first.success) {
          // Only what is asked is ever found wrong.
          for (const { path } of first.error.issues) expect(asked.map(({ key }) => key)).toContain(path[0]);
          return;
        }
        const answered = asked.filter(({ key, kind }) => !isBlank(known[key], kind)).map(({ key }) => key);
        expect(Object.keys(first.data)).toEqual(answered);
        // What was kept is what a second look keeps, and asks the same questions.
        expect(schema.parse(first.data)).toEqual(first.data);
        expect(askedQuestions(questions, mine, first.data)).toEqual(asked);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a form', () => {
  it('is told what does not fit together, by its place', () => {
    const questions = [
      question({ key: 'category' }),
      question({ key: 'one', kind: 'choice', options: [] }),
      question({ key: 'one', kind: 'number', min: 5, max: 1 }),
      question({ key: 'two', condition: { join: 'all', tests: [{ of: 'later', test: 'answered' }] } }),
      question({
        key: 'later',
        categories: ['nobody'],
        condition: { join: 'any', tests: [{ of: 'category', test: 'is', value: 'nobody' }] },
      }),
    ];
    expect(
      formFaults({ ...plainForm, questions }, ['cluster']).map(({ path, message }) => [
        path.join('/'),
        message,
      ]),
    ).toEqual([
      ['questions/2/key', 'is there twice'],
      ['questions/0/key', 'is the name of the category'],
      ['questions/1/options', 'offers nothing'],
      ['questions/2/max', 'is under the least'],
      ['questions/3/condition/tests/0', 'is no question before this one'],
      ['questions/4/categories/0', 'is none of this event'],
      ['questions/4/condition/tests/0', 'is none of this event'],
    ]);
  });
});

it('asks for consent in the words as they are now', () => {
  const consent = { title: { en: 'Photos' }, wording: { en: 'You may' }, archived: false };
  const asked = [
    { ...consent, key: 'photos', required: true, version: 2 },
    { ...consent, key: 'news', required: false, version: 1 },
  ];
  const wrong = (
    given: Record<string, { given: boolean; version: number; language: 'en' }>,
    had: string[] = [],
  ) => {
    const parsed = consentsSchema(asked, new Set(had)).safeParse(given);
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path[0], message]);
  };
  const says = (yes: boolean, version: number) => ({ given: yes, version, language: 'en' as const });
  expect(wrong({ photos: says(true, 2), news: says(false, 1) })).toEqual([]);
  expect(wrong({ photos: says(true, 1) })).toEqual([['photos', answerFaults.wording]]);
  expect(wrong({ photos: says(false, 2) }, ['photos'])).toEqual([['photos', answerFaults.agree]]);
  expect(wrong({})).toEqual([['photos', answerFaults.agree]]);
  expect(wrong({}, ['photos'])).toEqual([]);
  expect(wrong({ photos: says(true, 2), spam: says(true, 1) })).toEqual([['spam', answerFaults.unknown]]);
});
