import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareAcceptanceScreen } from './machine-screen.ts';

let folder: string;
const asked = () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : '');

function command(name: string, more = ''): void {
  writeFileSync(join(folder, name), `#!/bin/sh\necho ${name} "$@" >> ${folder}/asked\n${more}\n`);
  chmodSync(join(folder, name), 0o755);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-screen-'));
  writeFileSync(join(folder, 'active'), 'tty2\n');
  command('systemctl', '[ "$1" = is-active ] && echo inactive');
  command('chvt');
});
afterEach(() => rmSync(folder, { recursive: true }));

const opened = (uid = 0) =>
  prepareAcceptanceScreen({ uid, path: `${folder}:/usr/bin:/bin`, booted: folder, console: join(folder, 'active') });

describe('screen of the machine', () => {
  it('when the screen is shown and hidden, then its unit starts and stops and the earlier console comes back', async () => {
    const screen = opened();
    screen?.show();
    screen?.hide();
    await expect.poll(asked).toMatch(/chvt/);
    screen?.close();
    expect(asked().split('\n')).toEqual([
      'systemctl is-active asan-glass.service',
      'systemctl restart asan-glass.service',
      'systemctl stop asan-glass.service',
      'chvt 2',
      '',
    ]);
  });

  it('when the test closes it, then the unit stops and the earlier console comes back', async () => {
    const screen = opened();
    screen?.show();
    screen?.close();
    await expect.poll(asked).toMatch(/restart.*stop.*chvt 2/s);
  });

  it('when the unit ran before, then it is restarted but never stopped', async () => {
    command('systemctl', '[ "$1" = is-active ] && echo active');
    const screen = opened();
    screen?.show();
    screen?.hide();
    screen?.show();
    screen?.close();
    await expect.poll(asked).toMatch(/restart.*restart/s);
    expect(asked()).not.toMatch(/stop|chvt/);
  });

  it('when the user is not root, then there is no screen', () => {
    expect(opened(1000)).toBeNull();
  });
});
