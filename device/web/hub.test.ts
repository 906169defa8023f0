import { describe, expect, it } from 'vitest';
import type { CitizenScreen } from '../screen/screen.ts';
import type { Intent } from '../words/intent.ts';
import { createScreenHub } from './hub.ts';

const screenAt = (step: string, more: object = {}) => ({ show: 'starting', step, ...more }) as CitizenScreen;
const next = { do: 'next' } as const;

describe('createScreenHub', () => {
  it('when nothing was shown, then there is no screen and intents are refused', () => {
    const hub = createScreenHub();
    expect([hub.screen(), hub.latest()]).toEqual([undefined, undefined]);
    expect(hub.offer({ step: '', intent: next })).toBe('unknown-step');
  });

  it('when a screen changes, then it is sent; the same screen is not', () => {
    const hub = createScreenHub();
    let told = 0;
    hub.onShown(() => {
      told += 1;
    });
    const first = screenAt('a');
    hub.show(first);
    expect(hub.screen()).toBe(first);
    hub.show(screenAt('a'));
    expect([told, hub.latest()]).toEqual([1, '{"screen":{"show":"starting","step":"a"}}']);
    hub.show(screenAt('a', { idle: { seconds: 30 } }));
    expect([told, JSON.parse(hub.latest() ?? '').screen.idle]).toEqual([2, { seconds: 30 }]);
  });

  it('when an intent is not of the current step, then it is refused', () => {
    const hub = createScreenHub();
    const taken: Intent[] = [];
    hub.onIntent((intent) => taken.push(intent));
    hub.show(screenAt('a'));
    hub.show(screenAt('b'));
    expect(hub.offer({ step: 'b', intent: next })).toBe('taken');
    expect(hub.offer({ step: 'a', intent: next })).toBe('stale');
    expect(hub.offer({ step: 'c', intent: next })).toBe('unknown-step');
    expect(taken).toEqual([next]);
  });

  it('when a key is pressed, then it goes to the page with the step of the newest screen; before the first screen it goes nowhere', () => {
    const hub = createScreenHub();
    const keys: string[] = [];
    hub.onKey(({ key, step }) => keys.push(`${key} on ${step}`));
    hub.press('down');
    hub.show(screenAt('a'));
    hub.press('select');
    hub.show(screenAt('b'));
    hub.press('next');
    expect(keys).toEqual(['select on a', 'next on b']);
  });

  it('when a step is shown again, then its intents are accepted again', () => {
    const hub = createScreenHub();
    for (const step of ['a', 'b', 'a']) hub.show(screenAt(step));
    expect(hub.offer({ step: 'a', intent: next })).toBe('taken');
    expect(hub.offer({ step: 'b', intent: next })).toBe('stale');
  });

  it('when many steps have passed, then the oldest are forgotten', () => {
    const hub = createScreenHub();
    for (let step = 0; step < 1_000; step += 1) hub.show(screenAt(String(step)));
    expect(hub.offer({ step: '998', intent: next })).toBe('stale');
    expect(hub.offer({ step: '0', intent: next })).toBe('unknown-step');
  });
});
