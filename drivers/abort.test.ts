import { describe, expect, it } from 'vitest';
import { listenerCount } from '../test/support/left-on.ts';
import { abortTogether, withAnyOf } from './abort.ts';

const two = () => [new AbortController(), new AbortController()] as const;
const heldBy = (...controllers: readonly AbortController[]) => controllers.map(({ signal }) => listenerCount(signal));

describe('abortTogether', () => {
  it('when one signal aborts, then the controller aborts with the reason of that signal, and no listener stays on any signal', () => {
    const [long, short] = two();
    const both = new AbortController();
    abortTogether(both, [long.signal, short.signal]);
    expect(heldBy(long, short)).toEqual([1, 1]);
    short.abort('short');
    long.abort('long');
    expect(both.signal.reason).toBe('short');
    expect(heldBy(long, short)).toEqual([0, 0]);
  });

  it('when several signals are aborted already, then the controller aborts at once with the reason of the first aborted one in the list', () => {
    const [long, first] = two();
    const second = new AbortController();
    second.abort('second');
    first.abort('first');
    const both = new AbortController();
    abortTogether(both, [long.signal, first.signal, second.signal]);
    expect(both.signal.reason).toBe('first');
    expect(heldBy(long, first, second)).toEqual([0, 0, 0]);
  });

  it('when the function that abortTogether returned was called, then a later abort of a signal does not reach the controller', () => {
    const [long, short] = two();
    const both = new AbortController();
    const release = abortTogether(both, [long.signal, short.signal]);
    release();
    expect(heldBy(long, short)).toEqual([0, 0]);
    long.abort();
    expect(both.signal.aborted).toBe(false);
  });
});

describe('withAnyOf', () => {
  it('when one signal aborts, then the signal of the work has its reason', async () => {
    const [long, short] = two();
    const reason = withAnyOf([long.signal, short.signal], async (either) => {
      short.abort('short');
      return either.reason;
    });
    expect(await reason).toBe('short');
    expect(heldBy(long, short)).toEqual([0, 0]);
  });

  it('when the work fails, then the error is thrown, and no listener stays on the signals', async () => {
    const [long, short] = two();
    const failing = withAnyOf([long.signal, short.signal], () => Promise.reject(new Error('broken')));
    expect(heldBy(long, short)).toEqual([1, 1]);
    await expect(failing).rejects.toThrow('broken');
    expect(heldBy(long, short)).toEqual([0, 0]);
  });

  it('when withAnyOf has run 10,000 times, then no listener is left on the long-lived signal', async () => {
    const long = new AbortController();
    for (let turn = 0; turn < 10_000; turn += 1) {
      await withAnyOf([long.signal, new AbortController().signal], async () => turn);
    }
    expect(heldBy(long)).toEqual([0]);
  });
});

describe('listenerCount', () => {
  it('when the *any* of AbortSignal combines signals, then listenerCount counts one on each signal', () => {
    const [long, short] = two();
    const combine: (signals: AbortSignal[]) => AbortSignal = Reflect.get(AbortSignal, 'any').bind(AbortSignal);
    expect(combine([long.signal, short.signal]).aborted).toBe(false);
    expect(heldBy(long, short)).toEqual([1, 1]);
  });
});
