import { expect, it, vi } from 'vitest';
import { freshModules } from './fresh-modules.ts';

it('when modules are loaded again, then their custom elements can be defined again', async () => {
  freshModules();
  const before = await import('../../ui/design/k-progress.ts');
  vi.resetModules();
  await expect(import('../../ui/design/k-progress.ts')).rejects.toThrow('already been used');
  freshModules();
  expect((await import('../../ui/design/k-progress.ts')).KProgress).not.toBe(before.KProgress);
});
