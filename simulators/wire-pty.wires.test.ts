import { mkdtempSync, readlinkSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPty } from './wire-pty.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-pty-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the link to a pty', () => {
  it('when a live simulator has the link, then a second simulator is refused until the first is closed', async () => {
    const path = join(folder, 'tty');
    const first = await openPty(path);
    const terminal = readlinkSync(path);
    await expect(openPty(path)).rejects.toThrow(`no pty at ${path}: it leads to ${terminal}, which is in use`);
    expect(readlinkSync(path)).toBe(terminal);
    await first.unplug();
    await first.plug();
    await first.close();
    expect(() => readlinkSync(path)).toThrow('ENOENT');
    await (await openPty(path)).close();
  });

  it('when the link leads to another pty, then unplug() and close() leave it', async () => {
    const [path, other] = [join(folder, 'tty'), join(folder, 'other')];
    const [mine, theirs] = [await openPty(path), await openPty(other)];
    unlinkSync(path);
    symlinkSync(readlinkSync(other), path);
    await mine.unplug();
    expect(readlinkSync(path)).toBe(readlinkSync(other));
    await expect(mine.plug()).rejects.toThrow('in use');
    await mine.close();
    await theirs.close();
  });
});
