import { describe, expect, it } from 'vitest';
import { htmlOf, LANGUAGE_NAMES, languageOf, PUBLIC_LANGUAGES } from './public-page.ts';
import { verifyPage } from './verify-page.ts';
import { VERIFY_WORDS } from './verify-words.ts';

const KNOWN = {
  number: 'AÜ-2026-000001',
  title: 'Ünvan arayışı',
  agency: 'Daxili İşlər Nazirliyi',
  issuedOn: '2026-11-24',
  validUntil: '2026-12-24',
  state: 'valid' as const,
};
const ASKED = { number: KNOWN.number, code: '7QF2-0K4M-XW9R-3TBD', lang: 'az' as const };

const drawn = (...what: Parameters<typeof verifyPage>) => htmlOf(verifyPage(...what));

describe.each(PUBLIC_LANGUAGES)('the page in %s', (lang) => {
  const { states, heading } = VERIFY_WORDS[lang];

  it('when a paper is known, then the page has its state, the facts to compare, and no script', () => {
    for (const state of ['valid', 'expired', 'withdrawn'] as const) {
      const page = drawn({ ...ASKED, lang }, { ...KNOWN, state });
      expect(page).toContain(`<html lang="${lang}">`);
      expect(page).toContain(`<section class="${state}"><h2>${states[state].title}</h2>`);
      for (const fact of ['AÜ-2026-000001', 'Ünvan arayışı', '24.11.2026', '24.12.2026']) expect(page).toContain(fact);
      expect(page).not.toContain('<script');
    }
  });

  it('when the page links to another language, then the link leads to the same paper', () => {
    const links = [...drawn({ ...ASKED, lang }, KNOWN).matchAll(/<a lang="(..)" href="([^"]+)"/g)];
    expect(links.map(([, other]) => other)).toEqual(PUBLIC_LANGUAGES.filter((other) => other !== lang));
    for (const [, other = '', href = ''] of links) {
      const { searchParams } = new URL(href.replaceAll('&amp;', '&'), 'http://office.example');
      expect(Object.fromEntries(searchParams)).toEqual({ lang: other, number: ASKED.number, code: ASKED.code });
    }
    expect(drawn({ ...ASKED, lang }, KNOWN)).toContain(`<b aria-current="page">${LANGUAGE_NAMES[lang]}</b>`);
  });

  it('when no number and code were sent yet, then the page asks for them and shows no result', () => {
    const page = drawn({ number: '', code: '', lang }, null);
    expect(page).toContain(`<h1>${heading}</h1>`);
    expect(page).not.toContain('<section');
  });
});

it('when the number of a paper has HTML in it, then the HTML is escaped; an unknown paper shows no facts', () => {
  const page = drawn({ ...ASKED, number: '"><script>alert(1)</script>' }, 'unknown');
  expect(page).not.toContain('<script');
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;');
  expect(page).toContain(VERIFY_WORDS.az.states.unknown.title);
  expect(page).not.toContain('<dl>');
});

describe('the language of a page', () => {
  it.each([
    ['ru', 'en-GB,en;q=0.9,az;q=0.8', 'ru'],
    ['az', 'ru', 'az'],
    [undefined, 'de-DE,ru;q=0.8,en;q=0.5', 'ru'],
    ['xx', 'en', 'en'],
    [undefined, undefined, 'az'],
    [['en', 'ru'], 'ru', 'ru'],
  ] as const)(
    'when the address has the language %j and the browser prefers %j, then the page is in %s',
    (lang, preferred, language) => {
      expect(languageOf({ query: { lang }, headers: { 'accept-language': preferred } })).toBe(language);
    },
  );
});
