import { expect, it } from 'vitest';
import { formatDate, formatMoment, formatMoney } from './format.ts';

it.each([
  [0, '0,00 ₼'],
  [5, '0,05 ₼'],
  [505, '5,05 ₼'],
  [550, '5,50 ₼'],
  [123_400, '1234,00 ₼'],
])('%i qəpik is %s', (amount, text) => {
  expect(formatMoney(amount)).toBe(text);
});

it('writes days and moments as the country does', () => {
  expect(formatDate('2026-12-04')).toBe('04.12.2026');
  expect(formatMoment('2026-12-04T09:05')).toBe('04.12.2026 09:05');
});
