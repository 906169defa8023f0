import { describe, expect, it } from 'vitest';
import { LANGUAGE_CODES, type Language, languageOfPage } from '../../device/words/language.ts';
import '../../ui/design/k-keyboard.ts';
import { loadWords } from '../../ui/words/load.ts';
import { renderWithoutBrowser } from './drawn.ts';

async function keysOf(page: Language, properties: object): Promise<readonly string[]> {
  const keyboard = renderWithoutBrowser('k-keyboard', {
    empty: true,
    words: await loadWords(languageOfPage(page, 'answering')),
    ...properties,
  });
  return [...keyboard.matchAll(/>([^<>\s])<\/button>/g)].map(([, key = '']) => key);
}

describe('the keyboard on the glass', () => {
  it.each(LANGUAGE_CODES)('when the page is in %s and a name begins, then the keys have İ and I', async (page) => {
    expect(await keysOf(page, { kind: 'names' })).toEqual(expect.arrayContaining(['İ', 'I', 'Ə', 'Ş']));
  });

  it.each(LANGUAGE_CODES)(
    'when the page is in %s and the English letters are chosen, then i becomes I',
    async (page) => {
      const keys = await keysOf(page, { kind: 'letters', layout: 'en' });
      expect(keys).toContain('I');
      expect(keys).not.toContain('İ');
    },
  );
});
