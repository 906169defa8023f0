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

/* What a port does that exists is in test/integration/serial-pty.test.ts. */
describe('a serial link', () => {
  it('is not connected where there is no such port', async () => {
    const link = serialLink({ path: join(folder, 'none'), baudRate: 9600 })();
    expect(await link.open()).toMatchObject({ ok: false, error: { code: 'LNK-101', kind: 'not-connected' } });
    expect(await link.write(Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    await link.close();
    await link.close();
  });

  it('went down where the path is no serial port', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    const link = serialLink({ path, baudRate: 9600 })();
    expect(await link.open()).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    await link.close();
  });

  it('is single-use', async () => {
    const link = serialLink({ path: join(folder, 'none'), baudRate: 9600 })();
    await link.open();
    await expect(link.open()).rejects.toThrow('single-use');
  });
});

describe('the list of serial ports', () => {
  it('says what is missing instead of taking the process down', async () => {
    const listed = await listSerialPorts(folder);
    if (process.platform !== 'linux') return;
    expect(listed).toMatchObject({ ok: false, error: { code: 'LNK-111', kind: 'cannot-list' } });
  });
});
