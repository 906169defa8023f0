import { expect, it } from 'vitest';
import { az } from './az.ts';
import { en } from './en.ts';
import { loadWords, wordsNow } from './load.ts';
import { ru } from './ru.ts';

it('brings each language once and keeps it', async () => {
  expect(wordsNow('ru')).toBeUndefined();
  expect(await loadWords('ru')).toBe(ru);
  expect(wordsNow('ru')).toBe(ru);
  expect([await loadWords('az'), await loadWords('en')]).toEqual([az, en]);
});
