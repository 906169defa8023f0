import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSerialPorts, serialLink } from './serial.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serial-link-'));
});
afterAll(() => rm(folder, { recursive: true }));

/* Tests with a port: test/integration/serial-pty.test.ts. */
describe('a serial link', () => {
  it('when the port does not exist, then open() returns LNK-101', async () => {
    const link = serialLink({ path: join(folder, 'none'), baudRate: 9600 })();
    expect(await link.open()).toMatchObject({ ok: false, error: { code: 'LNK-101', kind: 'not-connected' } });
    expect(await link.write(Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    await link.close();
    await link.close();
  });

  it('when the path is not a serial port, then open() returns LNK-103', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    const link = serialLink({ path, baudRate: 9600 })();
    expect(await link.open()).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    await link.close();
  });

  it('when a link is opened twice, then the second open() rejects', async () => {
    const link = serialLink({ path: join(folder, 'none'), baudRate: 9600 })();
    await link.open();
    await expect(link.open()).rejects.toThrow('single-use');
  });
});

describe('listSerialPorts', () => {
  it('when udevadm is missing, then the error is LNK-111 and the process keeps running', async () => {
    const listed = await listSerialPorts(folder);
    if (process.platform !== 'linux') return;
    expect(listed).toMatchObject({ ok: false, error: { code: 'LNK-111', kind: 'cannot-list' } });
  });
});
