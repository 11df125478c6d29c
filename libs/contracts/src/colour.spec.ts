import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accentOf, contrastOf, enoughContrast } from './colour.js';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

it('knows contrast as WCAG defines it', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrastOf('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
});

it('makes any colour readable as letters, under letters, on light and on dark ground', () => {
  fc.assert(
    fc.property(colour, (chosen) => {
      const { shades, onLight, onDark } = accentOf(chosen);
      expect(shades).toHaveLength(10);
      for (const shade of shades) expect(shade).toMatch(/^#[0-9a-f]{6}$/);
      for (const ground of ['#ffffff', '#faf9f7'])
        expect(contrastOf(onLight.colour, ground)).toBeGreaterThanOrEqual(enoughContrast);
      for (const ground of ['#2b2926', '#211f1d'])
        expect(contrastOf(onDark.colour, ground)).toBeGreaterThanOrEqual(enoughContrast);
      // Buttons of both schemes, at rest and under the pointer.
      for (const index of [6, 7, 8, 9])
        expect(contrastOf(shades[index] ?? '', '#ffffff')).toBeGreaterThanOrEqual(enoughContrast);
    }),
    { numRuns: 500 },
  );
});

it('leaves alone what is readable, and says what it corrected', () => {
  expect(accentOf('#0f6460').onLight).toMatchObject({ colour: '#0f6460', corrected: false });
  expect(accentOf('#0f6460').onDark.corrected).toBe(true);
  const yellow = accentOf('#ffd500');
  expect(yellow.onLight.corrected).toBe(true);
  expect(yellow.onDark).toMatchObject({ colour: '#ffd500', corrected: false });
  // Still a yellow: more red and green than blue.
  expect(yellow.onLight.colour).toMatch(/^#([4-9a-f].){2}00$/);
});
