import { describe, expect, it } from 'vitest';
import { checkBundles } from '../tools/bundle-check.mjs';
import { CHECKS } from '../tools/check.mjs';

describe('the source', () => {
  it.each(CHECKS.map(({ name, run }) => [name, run] as const))(
    'when the source is checked, then the check passes: %s',
    async (_, run) => {
      const { ok, output } = await run();
      expect(ok ? '' : output.trimEnd() || 'failed without a word').toBe('');
    },
  );
});

describe('what is built', () => {
  it('when dist/ is checked, then it has no forbidden module, and the first screen is small', async () => {
    expect(await checkBundles()).toBe(true);
  });
});
