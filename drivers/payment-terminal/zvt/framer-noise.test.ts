import { expect, it } from 'vitest';
import { createFramer } from './framer.ts';

it.each(['serial', 'tcp'] as const)(
  'when %s framing gets 3 MB of noise in one chunk, then it processes all of it in time',
  { timeout: 10_000 },
  (framing) => {
    let state = 1;
    const noise = Uint8Array.from({ length: 3_000_000 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    const framer = createFramer(framing);
    const framed = [...framer.feed(noise), ...framer.gap()];
    expect(framed.length).toBeGreaterThan(0);
    expect(framer.gap()).toEqual([]);
  },
);
