import { expect, it, vi } from 'vitest';

it('brings each language once and keeps it', async () => {
  vi.resetModules();
  const { loadWords, wordsNow } = await import('./load.ts');
  expect(wordsNow('ru')).toBeUndefined();
  const { ru } = await import('./ru.ts');
  expect(await loadWords('ru')).toBe(ru);
  expect(wordsNow('ru')).toBe(ru);
  const [{ az }, { en }] = await Promise.all([import('./az.ts'), import('./en.ts')]);
  expect([await loadWords('az'), await loadWords('en')]).toEqual([az, en]);
});
