import { expect, it } from 'vitest';
import { formatAmount, formatManats } from './money.ts';

it.each([
  [0, '0,00'],
  [5, '0,05'],
  [505, '5,05'],
  [550, '5,50'],
  [-550, '−5,50'],
  [123_400, '1234,00'],
])('when the amount is %i qəpik, then the text is %s', (amount, text) => {
  expect(formatManats(amount)).toBe(text);
  expect(formatAmount(amount)).toBe(`${text} AZN`);
});

it('when the language groups thousands, then the text has the separators', () => {
  expect(formatManats(123_456_705, '.', ',')).toBe('1,234,567.05');
});
