import { expect, it } from '@jest/globals';
import { FormQuestion, plainForm } from '@foyer/contracts';
import { draftOf, newCategory, newOption, newQuestion, readForm, type FormDraft } from './form-draft.js';
import { mergeForms } from './merge.js';

const question = (key: string, label = key): FormQuestion =>
  FormQuestion.parse({ key, kind: 'text', label: { en: label } });
const form = (questions: FormQuestion[], values: Partial<FormDraft> = {}): FormDraft => ({
  ...plainForm,
  ...{ version: 1, categories: [{ key: 'cluster', label: { en: 'Cluster' } }], moves: [] },
  questions,
  ...values,
});
const labels = ({ questions }: FormDraft) => questions.map(({ label }) => label.en);
const [a, b, c, d] = [question('a'), question('b'), question('c'), question('d')];

it('brings together what two editors have done to different things', () => {
  const base = form([a, b, c]);
  const mine = form([question('a', 'mine'), c, b, question('x')]);
  const theirs = form([a, question('b', 'theirs'), d, c], { version: 2 });
  const { merged, clashes } = mergeForms(base, mine, theirs);
  expect(clashes).toEqual([]);
  expect(labels(merged)).toEqual(['mine', 'c', 'theirs', 'd', 'x']);
  expect(merged.version).toBe(2);
});

it('names what both have changed, and takes whichever is wanted', () => {
  const base = form([a, b]);
  const mine = form([question('a', 'mine')], { builtIn: { ...plainForm.builtIn, about: 'hidden' } });
  const theirs = form([question('a', 'theirs'), question('b', 'theirs')], {
    builtIn: { ...plainForm.builtIn, about: 'required', needs: 'hidden' },
  });
  const kept = mergeForms(base, mine, theirs);
  expect(kept.clashes).toEqual([
    { part: 'builtIn', key: 'about' },
    { part: 'questions', key: 'a' },
    { part: 'questions', key: 'b' },
  ]);
  expect(labels(kept.merged)).toEqual(['mine', 'theirs']);
  expect(kept.merged.builtIn).toMatchObject({ about: 'hidden', needs: 'hidden' });
  expect(labels(mergeForms(base, mine, theirs, 'theirs').merged)).toEqual(['theirs', 'theirs']);
});

it('names new things by their words, and says where words are missing', () => {
  const choice = { ...newQuestion('choice'), label: { en: 'T-shirt size', ka: ' ' } };
  const options = [
    { ...newOption(), label: { en: 'Small' } },
    { ...newOption(), label: { en: 'Small' } },
  ];
  const category = { ...newCategory(), label: { en: 'Ministry' } };
  const asked = { ...newQuestion('text'), label: { ka: 'რატომ' } };
  const draft = form([
    { ...choice, options },
    {
      ...asked,
      categories: [category.key],
      condition: { join: 'all', tests: [{ of: choice.key, test: 'is', value: options[1]?.key }] },
    },
  ]);
  const read = readForm({ ...draft, categories: [...draft.categories, category] });
  expect(read).toMatchObject({
    body: {
      categories: [{ key: 'cluster' }, { key: 'ministry' }],
      questions: [
        {
          key: 't-shirt-size',
          label: { en: 'T-shirt size' },
          options: [{ key: 'small' }, { key: 'small-2' }],
        },
        { categories: ['ministry'], condition: { tests: [{ of: 't-shirt-size', value: 'small-2' }] } },
      ],
    },
  });
  expect(readForm(form([a, newQuestion('text'), newQuestion('choices')]))).toEqual({
    wrong: new Set(['questions/1', 'questions/2']),
  });
  const desk = {
    ...draft,
    editedBy: null,
    editedAt: null,
    use: { categories: {}, answers: {}, consents: {} },
  };
  expect(draftOf({ ...desk, consents: [] })).toEqual(draft);
});
