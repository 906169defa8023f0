import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fakeIo } from '../../test/support/fake-io.ts';
import { INSTALLED } from '../machine/installed.ts';
import { accept } from './accept.ts';

it('when the machine has no profile, then accept names provision as the step before', async () => {
  if (existsSync(INSTALLED.profile)) return;
  const outcome = await accept({}, { ...fakeIo(), inputIsTerminal: true });
  expect(outcome).toMatchObject({
    ok: false,
    error: { line: expect.stringMatching(/so this machine is not a kiosk yet: run sudo asan-kiosk provision first/) },
  });
});
