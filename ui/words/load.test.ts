import { expect, it } from 'vitest';
import { freshModules } from '../../test/tools/fresh-modules.ts';

it('when a language is loaded, then its dictionary is kept', async () => {
  freshModules();
  const { loadWords, loadedWords } = await import('./load.ts');
  expect(loadedWords('ru')).toBeUndefined();
  const { ru } = await import('./ru.ts');
  expect(await loadWords('ru')).toBe(ru);
  expect(loadedWords('ru')).toBe(ru);
  const [{ az }, { en }] = await Promise.all([import('./az.ts'), import('./en.ts')]);
  expect([await loadWords('az'), await loadWords('en')]).toEqual([az, en]);
});
