import { describe, expect, it } from 'vitest';
import { spelled } from './spelling.ts';

describe('spelling', () => {
  it.each([
    ['K5-7Q', 'K, 5, -, 7, Q'],
    ['Əli B', 'Ə, l, i, boşluq, B'],
    ['Й', 'Й'],
  ])('when %j is spelled, then the voice gets %j', (text, says) => {
    expect(spelled(text, 'boşluq')).toBe(says);
  });
});
