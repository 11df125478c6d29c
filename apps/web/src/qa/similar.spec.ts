import { expect, it } from '@jest/globals';
import { likeness, similarTo } from './similar.js';

const questions = [
  'Who pays for the first visit to a partner?',
  'Which language should we use in meetings?',
  'ვინ იხდის პირველ ვიზიტს?',
].map((text) => ({ text }));
const options = { atLeast: 0.3, most: 2 };

it('finds what was asked in other words, in any script, the likest first', () => {
  expect(similarTo('Who is paying for the first visit?', questions, options)[0]).toBe(questions[0]);
  expect(similarTo('ვინ იხდის ვიზიტს?', questions, options)).toEqual([questions[2]]);
  expect(similarTo('How is the weather in Baku?', questions, options)).toEqual([]);
  expect(similarTo('Who', questions, options)).toEqual([]);
});

it('measures from nothing in common to the same', () => {
  expect(likeness('Who pays?', 'who PAYS')).toBe(1);
  expect(likeness('abc', 'xyz')).toBe(0);
  expect(likeness('?!', '?!')).toBe(0);
});
