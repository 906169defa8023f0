import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLinkAddress } from '../command/options.ts';
import { linkAdvice } from './open-device.ts';
import { accessRefusal, holderOf, refusalOf } from './port-access.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-port-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a port that may not be opened', () => {
  it('is opened by its group', () => {
    expect(refusalOf('/dev/ttyUSB0', 0o660, 'dialout').fix).toMatch(/^sudo usermod -aG dialout \S+, then log in again/);
  });

  it.each([
    [0o600, 'root'],
    [0o660, 'root'],
    [0o600, 'dialout'],
    [0o640, 'dialout'],
  ])('of mode %o and group %s is opened by a rule, and by no group', (mode, group) => {
    const { found, fix } = refusalOf('/dev/ttyUSB0', mode, group);
    expect(found).toContain(mode.toString(8));
    expect(fix).toMatch(/70-asan-kiosk\.rules/);
    expect(fix).not.toContain('usermod');
  });

  it('is none where it may be, or is not there', () => {
    const file = join(folder, 'tty');
    writeFileSync(file, '');
    expect([accessRefusal(file), accessRefusal(join(folder, 'none'))]).toEqual([null, null]);
  });

  it('is never told to run the command that says so', () => {
    const address = parseLinkAddress('serial:/dev/serial/by-id/none@9600');
    const trouble = { code: 'LNK-102', kind: 'not-permitted', detail: 'Error: Permission denied' } as const;
    expect(linkAdvice(address, trouble)).not.toMatch(/^Run `asan-kiosk doctor`/);
  });
});

describe('a port that another program has', () => {
  /** A process as `/proc` shows it, with one file open. */
  function process(pid: string, name: string, opened: string): void {
    mkdirSync(join(folder, pid, 'fd'), { recursive: true });
    writeFileSync(join(folder, pid, 'comm'), `${name}\n`);
    symlinkSync(opened, join(folder, pid, 'fd/21'));
  }

  it('is named with its holder, also through a link that stays', () => {
    const port = join(folder, 'ttyUSB0');
    writeFileSync(port, '');
    const byId = join(folder, 'by-id');
    symlinkSync(port, byId);
    process('17', 'bash', '/dev/null');
    process('4711', 'node', port);
    expect(holderOf(byId, folder)).toBe('node (4711)');
    rmSync(join(folder, '4711'), { recursive: true });
    expect(holderOf(byId, folder)).toBeNull();
  });

  it('is told to be ended, and not to be waited for', () => {
    const trouble = {
      code: 'LNK-104',
      kind: 'in-use',
      detail: 'Error Resource temporarily unavailable Cannot lock port',
    } as const;
    const advice = linkAdvice(parseLinkAddress('serial:/dev/serial/by-id/x@9600'), trouble);
    expect(advice).toMatch(/^another program has it: .*fuser -v \/dev\/serial\/by-id\/x/);
  });
});
