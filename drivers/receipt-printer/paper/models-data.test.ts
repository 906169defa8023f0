import { expect, it } from 'vitest';
import { MODELS } from './models-data.ts';

const LETTER_DOTS = 12;

it('each printer model has a name of its own', () => {
  expect(new Set(MODELS.map(({ name }) => name)).size).toBe(MODELS.length);
});

it.each(MODELS)('the columns of $name fit on its line, and its line on its paper', (model) => {
  expect(model.columns * LETTER_DOTS).toBeLessThanOrEqual(model.dotsPerLine);
  expect(model.dotsPerLine / model.dotsPerMm).toBeLessThanOrEqual(model.paperWidthMm);
});
