import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { parseLinkAddress } from '../command/options.ts';
import { describeUnreachableDevice, findDevice, linkAdvice } from './open-device.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-place-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function cabinet(port: number): string {
  const file = join(folder, 'cabinet.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8');
  writeFileSync(file, text.replace('port: 8080', `port: ${port}`));
  return file;
}

describe('findDevice', () => {
  const link = parseLinkAddress('tcp:192.0.2.7:9100');

  it('when only a link is given, then there are no settings', async () => {
    expect(await findDevice('printer', { link })).toEqual({ ok: true, value: { address: link, settings: null } });
  });

  it('when profile and --link are given, then the settings come from the profile and the address from --link', async () => {
    const profile = cabinet(1);
    expect(await findDevice('printer', { profile })).toMatchObject({
      ok: true,
      value: { address: { serial: { baudRate: 115200 } }, settings: { model: 'epson-tm-t20' } },
    });
    expect(await findDevice('printer', { profile, link })).toMatchObject({
      ok: true,
      value: { address: link, settings: { model: 'epson-tm-t20' } },
    });
  });

  it('when the kiosk is running, then its device is refused', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/healthz' ? 200 : 404;
      response.end('{"ready":true,"devices":{}}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const profile = cabinet((server.address() as AddressInfo).port);
    expect(await findDevice('terminal', { profile })).toMatchObject({
      ok: false,
      error: { exit: 1, line: expect.stringContaining('the kiosk is running and holds the terminal: stop it first') },
    });
    await new Promise((done) => server.close(done));
  });
});

describe('describeUnreachableDevice', () => {
  it('when the device was named by USB socket, then the advice is to correct the profile', () => {
    const trouble = {
      code: 'LNK-101',
      kind: 'not-connected',
      detail: 'no serial port is in USB socket 1-1.4',
    } as const;
    expect(linkAdvice({ serial: { socket: '1-1.4', baudRate: 9600 } }, trouble)).toContain('correct the profile');
  });

  it('when a device hangs up or the path is not a serial port, then the line says so', () => {
    const hungUp = { code: 'LNK-103', kind: 'went-down', detail: 'the other side hung up' } as const;
    expect(describeUnreachableDevice('printer', parseLinkAddress('tcp:192.0.2.7:9100'), hungUp)).toMatch(
      /does not stay open \(LNK-103, the other side hung up\): the device hangs up every time/,
    );
    const failed = { ...hungUp, detail: 'Error: Inappropriate ioctl for device' };
    expect(describeUnreachableDevice('printer', parseLinkAddress('serial:/dev/null@9600'), failed)).toMatch(
      /\/dev\/null@9600 is another device, not a serial port \(LNK-103\): write the port of the device into the profile/,
    );
    expect(linkAdvice(parseLinkAddress('serial:/dev/tty@9600'), failed)).toContain('change the cable');
  });

  it('when a device cannot be opened, then the line has the reason, the code and the first advice', () => {
    const address = parseLinkAddress('serial:/dev/serial/by-id/x@9600');
    const trouble = { code: 'LNK-102', kind: 'not-permitted', detail: 'Error: Permission denied' } as const;
    expect(describeUnreachableDevice('reader', address, trouble)).toMatch(
      /^the reader at serial:\/dev\/serial\/by-id\/x@9600 can not be opened \(LNK-102, Permission denied\): \S/,
    );
    expect(describeUnreachableDevice('printer', address, undefined)).toMatch(/does not answer \(PRN-103\): \S/);
  });

  it.each([
    ['serial:/dev/none@9600', 'Error: No such file or directory, cannot open /dev/none', 'ls -l /dev/serial/by-id'],
    ['tcp:127.0.0.1:1', 'connect ECONNREFUSED 127.0.0.1:1', 'this port is closed'],
    ['tcp:192.0.2.7:9100', 'connect EHOSTUNREACH 192.0.2.7:9100', 'network cable'],
  ])('when nothing is at %s, then the advice fits the kind of link', (text, detail, advice) => {
    const trouble = { code: 'LNK-101', kind: 'not-connected', detail } as const;
    expect(describeUnreachableDevice('printer', parseLinkAddress(text), trouble)).toContain(advice);
  });
});
