import { expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { freshModules } from '../../test/tools/fresh-modules.ts';

const ORDINARY = { easyWords: false };
const EASY = { easyWords: true };

it('when a language is loaded, then its dictionary is kept', async () => {
  freshModules();
  const { loadWords, loadedWords } = await import('./load.ts');
  expect(loadedWords('ru', ORDINARY)).toBeUndefined();
  const { ru } = await import('./ru.ts');
  expect(await loadWords('ru')).toBe(ru);
  expect(loadedWords('ru', ORDINARY)).toBe(ru);
  const [{ az }, { en }] = await Promise.all([import('./az.ts'), import('./en.ts')]);
  expect([await loadWords('az'), await loadWords('en')]).toEqual([az, en]);
});

it('when a text has no easy form, then easy words show its ordinary text', async () => {
  freshModules();
  const { areWordsLoaded, firstWords, loadEasyWords, loadedWords } = await import('./load.ts');
  expect([areWordsLoaded(ORDINARY), areWordsLoaded(EASY)]).toEqual([true, false]);
  const before = firstWords('en', EASY);
  for (const code of LANGUAGE_CODES) await loadEasyWords(code);
  expect(areWordsLoaded(EASY)).toBe(true);
  const [{ en }, { easy }] = await Promise.all([import('./en.ts'), import('./easy-en.ts')]);
  const words = loadedWords('en', EASY);
  expect(words).toBe(await loadEasyWords('en'));
  expect(words?.idle.soon).toEqual(easy.idle?.soon);
  expect(words?.done.title).toEqual(en.done.title);
  expect(before.scan).toEqual(en.scan);
  expect(firstWords('en', EASY).scan.refused.credit).toBe(easy.scan?.refused?.credit);
});
