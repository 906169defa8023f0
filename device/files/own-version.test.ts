import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { version } from '../../package.json';
import { versionIn } from './own-version.ts';

it('when the package has a version file, then its version counts; otherwise package.json counts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-version-'));
  expect(versionIn(join(folder, 'version'))).toBe(version);
  writeFileSync(join(folder, 'version'), '0.1.0+20261129181500.3818a3eb.changed\n');
  expect(versionIn(join(folder, 'version'))).toBe('0.1.0+20261129181500.3818a3eb.changed');
  rmSync(folder, { recursive: true });
});
