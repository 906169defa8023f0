import { expect, it } from 'vitest';
import { everyLanguage } from '../../device/words/language.ts';
import { fillPage } from './page.ts';

const PAGE = '<main></main><script type="application/json" id="given">{}</script><script>go()</script>';

/** The text itself where it is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

it('puts what is given into the page, and a name that looks like markup stays a name', () => {
  const name = everyLanguage({ az: '</script><script>alert(1)</script>', ru: '$& $1', en: '<!--' });
  const given = { keys: ['asan-kiosk/K5+1+2'], services: { s: name } };
  const filled = fillPage(PAGE, given) ?? '';
  const [, json = ''] = /id="given">(.*?)<\/script>/.exec(filled) ?? [];
  expect(parsed(json)).toEqual(given);
  expect(filled.match(/<script/g)).toHaveLength(2);
  expect(filled).toMatch(/<script>go\(\)<\/script>$/);
});

it('has nowhere to put it in another page', () => {
  expect(fillPage('<main></main>', { keys: [], services: {} })).toBeNull();
});
