import { describe, expect, it } from 'vitest';
import { checkBundles } from '../tools/bundle-check.mjs';
import { CHECKS } from '../tools/check.mjs';

/* `npm run check`, one test each; what is built is what may be shipped. */

describe('the source', () => {
  it.each(CHECKS.map(({ name, run }) => [name, run] as const))('passes: %s', async (_, run) => {
    const { ok, output } = await run();
    expect(ok ? '' : output.trimEnd() || 'failed without a word').toBe('');
  });
});

describe('what is built', () => {
  it('holds nothing that must not be shipped, and is small', async () => {
    expect(await checkBundles()).toBe(true);
  });
});
