import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onDevicesChanged } from './hotplug.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-hotplug-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('when a matching file appears, then the listener is called; for other files it is not', async () => {
  const stop = { stop: () => {} };
  const seen = new Promise<void>((resolve) => {
    stop.stop = onDevicesChanged(resolve, [
      { folder: join(folder, 'absent'), files: /./ },
      { folder, files: /^hidraw\d+$/ },
    ]);
  });
  writeFileSync(join(folder, 'hidraw3'), '');
  await seen;
  stop.stop();

  let others = 0;
  const stopOthers = onDevicesChanged(() => {
    others += 1;
  }, [{ folder, files: /^never$/ }]);
  const last = new Promise<void>((resolve) => {
    stop.stop = onDevicesChanged(resolve, [{ folder, files: /^last$/ }]);
  });
  writeFileSync(join(folder, 'null'), '');
  writeFileSync(join(folder, 'last'), '');
  await last;
  expect(others).toBe(0);
  stopOthers();
  stop.stop();
});

it('when no watched folder exists, then nothing throws', () => {
  expect(() => onDevicesChanged(() => {}, [{ folder: join(folder, 'absent'), files: /./ }])()).not.toThrow();
});
