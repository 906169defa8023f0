import { describe, expect, it } from 'vitest';
import { checkBundles } from '../tools/bundle-check.mjs';
import { CHECKS } from '../tools/check.mjs';

/* One test for each check of `npm run check`. */

describe('the source', () => {
  it.each(CHECKS.map(({ name, run }) => [name, run] as const))(
    'when the source is checked, then it passes: %s',
    async (_, run) => {
      const { ok, output } = await run();
      expect(ok ? '' : output.trimEnd() || 'failed without a word').toBe('');
    },
  );
});

describe('what is built', () => {
  it('when it is checked, then it has nothing that must not be shipped, and is small', async () => {
    expect(await checkBundles()).toBe(true);
  });
});
