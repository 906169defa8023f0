import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLinkAddress } from '../command/options.ts';
import { linkAdvice } from './open-device.ts';
import { portAccessRefusal, portRefusalByMode, programWithPortOpen } from './port-access.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-port-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('portAccessRefusal', () => {
  it('when the group of a port may write, then the fix adds the user to the group', () => {
    expect(portRefusalByMode('/dev/ttyUSB0', 0o660, 'dialout').fix).toMatch(
      /^sudo usermod -aG dialout \S+, then log in again/,
    );
  });

  it.each([
    [0o600, 'root'],
    [0o660, 'root'],
    [0o600, 'dialout'],
    [0o640, 'dialout'],
  ])('when the mode is %o and the group %s, then the fix is the udev rule, not the group', (mode, group) => {
    const { found, fix } = portRefusalByMode('/dev/ttyUSB0', mode, group);
    expect(found).toContain(mode.toString(8));
    expect(fix).toMatch(/70-asan-kiosk\.rules/);
    expect(fix).not.toContain('usermod');
  });

  it('when the port may be opened or does not exist, then there is no refusal', () => {
    const file = join(folder, 'tty');
    writeFileSync(file, '');
    expect([portAccessRefusal(file), portAccessRefusal(join(folder, 'none'))]).toEqual([null, null]);
  });

  it('when a port is not permitted, then the advice does not begin with running doctor', () => {
    const address = parseLinkAddress('serial:/dev/serial/by-id/none@9600');
    const trouble = { code: 'LNK-102', kind: 'not-permitted', detail: 'Error: Permission denied' } as const;
    expect(linkAdvice(address, trouble)).not.toMatch(/^Run `asan-kiosk doctor`/);
  });
});

describe('programWithPortOpen', () => {
  function process(pid: string, name: string, opened: string): void {
    mkdirSync(join(folder, pid, 'fd'), { recursive: true });
    writeFileSync(join(folder, pid, 'comm'), `${name}\n`);
    symlinkSync(opened, join(folder, pid, 'fd/21'));
  }

  it('when a process has the port open, then it is named, also through a link', () => {
    const port = join(folder, 'ttyUSB0');
    writeFileSync(port, '');
    const byId = join(folder, 'by-id');
    symlinkSync(port, byId);
    process('17', 'bash', '/dev/null');
    process('4711', 'node', port);
    expect(programWithPortOpen(byId, folder)).toBe('node (process 4711)');
    rmSync(join(folder, '4711'), { recursive: true });
    expect(programWithPortOpen(byId, folder)).toBeNull();
  });

  it('when another program uses the port, then the advice names the command that finds it', () => {
    const trouble = {
      code: 'LNK-104',
      kind: 'in-use',
      detail: 'Error Resource temporarily unavailable Cannot lock port',
    } as const;
    const advice = linkAdvice(parseLinkAddress('serial:/dev/serial/by-id/x@9600'), trouble);
    expect(advice).toMatch(/^another program uses this port: .*fuser -v \/dev\/serial\/by-id\/x/);
  });
});
