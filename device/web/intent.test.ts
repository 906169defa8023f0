import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WALKED_INTENTS } from '../../test/support/intents.ts';
import { parseIntentMessage } from './intent.ts';

describe('parseIntentMessage', () => {
  it.each(Object.values(WALKED_INTENTS).flat())('when the intent is $do, then it is accepted', (intent) => {
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
  ])('when the message has %s, then it is refused', (_name, text) => {
    expect(parseIntentMessage(text)).toBeUndefined();
  });

  it('when any text is parsed, then nothing is thrown', () => {
    fc.assert(fc.property(fc.string(), (text) => parseIntentMessage(text) === undefined));
    fc.assert(fc.property(fc.json(), (text) => parseIntentMessage(text) === undefined));
  });
});
