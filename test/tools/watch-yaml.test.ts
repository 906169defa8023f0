import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchYaml } from './watch-yaml.mjs';

it('when a YAML file changes or is added, then the watcher reports it; other files are not reported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-watch-'));
  const services = join(folder, 'services');
  mkdirSync(services);
  writeFileSync(join(services, 'a.yaml'), 'id: a\n');
  const told: string[] = [];
  const stop = watchYaml([folder, services], (name) => told.push(name));
  try {
    writeFileSync(join(services, '.a.yaml.swp'), '');
    writeFileSync(join(services, 'a.yaml'), 'id: b\n');
    await expect.poll(() => told, { timeout: 10_000 }).toEqual(['a.yaml']);
    writeFileSync(join(folder, 'holidays.yaml'), '');
    await expect.poll(() => told, { timeout: 10_000 }).toEqual(['a.yaml', 'holidays.yaml']);
  } finally {
    stop();
    rmSync(folder, { recursive: true });
  }
});
