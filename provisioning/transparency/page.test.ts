import { expect, it } from 'vitest';
import { fillLanguages } from '../../device/words/language.ts';
import { fillReceiptCheckPage } from './page.ts';

const PAGE = '<main></main><script type="application/json" id="given">{}</script><script>go()</script>';

/** The text itself if it is not JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

it('when values are inserted, then the page has them, and a name with markup stays a name', () => {
  const name = fillLanguages({ az: '</script><script>alert(1)</script>', ru: '$& $1', en: '<!--' });
  const given = { keys: ['asan-kiosk/K5+1+2'], services: { s: name } };
  const filled = fillReceiptCheckPage(PAGE, given) ?? '';
  const [, json = ''] = /id="given">(.*?)<\/script>/.exec(filled) ?? [];
  expect(parsed(json)).toEqual(given);
  expect(filled.match(/<script/g)).toHaveLength(2);
  expect(filled).toMatch(/<script>go\(\)<\/script>$/);
});

it('when the page has no place for values, then nothing is inserted', () => {
  expect(fillReceiptCheckPage('<main></main>', { keys: [], services: {} })).toBeNull();
});
