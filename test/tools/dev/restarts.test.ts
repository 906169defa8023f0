import { expect, it } from 'vitest';
import { createRestarts } from './restarts.mjs';

function restarts() {
  const seen = { starts: 0, digest: 'a', faults: 0 };
  const fault = { file: 'gas-bill.yaml', line: 7, expected: 'minutes: a number', found: '"soon"' };
  const { changed, built } = createRestarts({
    check: async () => ({ catalogue: seen.faults > 0 ? [fault] : [], profile: [] }),
    digest: () => seen.digest,
    start: async () => {
      seen.starts += 1;
    },
    problems: { set: () => undefined },
  });
  return { seen, changed, built };
}

it('when a fault is repaired during the first build, then the device starts once, after the build', async () => {
  const { seen, changed, built } = restarts();
  seen.faults = 1;
  await changed();
  seen.faults = 0;
  await changed();
  expect(seen.starts).toBe(0);
  await built();
  expect(seen.starts).toBe(1);
});

it('when a service has a fault from the start, then the device starts without that service', async () => {
  const { seen, built } = restarts();
  seen.faults = 1;
  await built();
  expect(seen.starts).toBe(1);
});

it('when a change leaves the device the same, or has a fault, then the running device continues', async () => {
  const { seen, changed, built } = restarts();
  await built();
  await changed();
  seen.faults = 1;
  seen.digest = 'b';
  await changed();
  expect(seen.starts).toBe(1);
  seen.faults = 0;
  await changed();
  expect(seen.starts).toBe(2);
});
