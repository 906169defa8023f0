import { expect, it } from 'vitest';
import { dotsFor } from './typed-field.ts';

it.each([
  ['', ''],
  ['5', '5'],
  ['50 123 45 67', '•• ••• •• •7'],
  ['5ABC10D', '••••••D'],
  ['AA 1234567', '•• ••••••7'],
  ['Əli-Ağa ', '•••-••• '],
  ['aysel.q@example.com', '•••••••@••••••••••m'],
  ['M\u0259\u0301rd', '•••d'],
])('when the text is %j, then its dots are %j', (text, dots) => {
  expect(dotsFor(text)).toBe(dots);
});
