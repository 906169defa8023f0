import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent } from '../words/intent.ts';
import { parseIntentMessage } from './intent.ts';

/** One of each; a new kind without an example does not compile. */
const EXAMPLES: { readonly [K in Intent['do']]: Extract<Intent, { do: K }> } = {
  start: { do: 'start', language: 'az' },
  language: { do: 'language', language: 'en' },
  display: { do: 'display', toggle: 'lower' },
  choose: { do: 'choose', service: 'queue-ticket' },
  tier: { do: 'tier', tier: 'ten-days' },
  next: { do: 'next' },
  back: { do: 'back' },
  key: { do: 'key', key: 'ə' },
  erase: { do: 'erase' },
  answer: { do: 'answer', value: 'worn-out' },
  edit: { do: 'edit', what: 'mobile' },
  pay: { do: 'pay' },
  method: { do: 'method', method: 'cash' },
  cancel: { do: 'cancel' },
  retry: { do: 'retry' },
  'show-qr': { do: 'show-qr' },
  'call-staff': { do: 'call-staff' },
  reprint: { do: 'reprint' },
  survey: { do: 'survey', score: 5 },
  another: { do: 'another' },
  continue: { do: 'continue' },
  finish: { do: 'finish' },
  stay: { do: 'stay' },
};

describe('parseIntentMessage', () => {
  it.each(Object.values(EXAMPLES))('takes $do', (intent) => {
    expect(parseIntentMessage(JSON.stringify({ step: 's', beat: 1, intent }))).toEqual({ step: 's', beat: 1, intent });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['no step', '{"intent":{"do":"next"}}'],
    ['an empty step', '{"step":"","intent":{"do":"next"}}'],
    ['a key too many', '{"step":"s","intent":{"do":"next"},"x":1}'],
    ['a key too many inside', '{"step":"s","intent":{"do":"next","x":1}}'],
    ['an unknown deed', '{"step":"s","intent":{"do":"open-door"}}'],
    ['an unknown language', '{"step":"s","intent":{"do":"start","language":"de"}}'],
    ['a score that is no face', '{"step":"s","intent":{"do":"survey","score":6}}'],
    ['a score as text', '{"step":"s","intent":{"do":"survey","score":"5"}}'],
    ['a long key', '{"step":"s","intent":{"do":"key","key":"123456789"}}'],
    ['no key', '{"step":"s","intent":{"do":"key","key":""}}'],
    ['a long answer', `{"step":"s","intent":{"do":"answer","value":"${'x'.repeat(65)}"}}`],
    ['a prototype', '{"step":"s","intent":{"do":"next","__proto__":{"a":1}}}'],
  ])('refuses %s', (_name, text) => {
    expect(parseIntentMessage(text)).toBeUndefined();
  });

  it('throws at nothing', () => {
    fc.assert(fc.property(fc.string(), (text) => parseIntentMessage(text) === undefined));
    fc.assert(fc.property(fc.json(), (text) => parseIntentMessage(text) === undefined));
  });
});
