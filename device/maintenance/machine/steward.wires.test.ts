import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { realClock } from '../../../drivers/clock.ts';
import { packageFile } from '../../files/package-root.ts';
import { connectSteward } from './steward.ts';

let folder: string;
let path: string;
const closing: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-'));
  path = join(folder, 'sock');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  rmSync(folder, { recursive: true });
});

const ask = () => connectSteward({ clock: realClock, path })('try printer');

async function answering(text: string): Promise<void> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {});
    socket.on('end', () => socket.end(text));
    socket.resume();
  });
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  await new Promise<void>((resolve) => server.listen(path, resolve));
}

describe('steward of the machine', () => {
  it('when there is no socket, then the result is SVC-107', async () => {
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'SVC-107' } });
  });

  it.each([
    ['{"ok":true,"socket":"1-1.4"}\n', { ok: true, value: { socket: '1-1.4' } }],
    ['{"ok":true}\n', { ok: true, value: {} }],
    ['{"ok":false,"code":"SVC-110","found":"x"}\n', { ok: false, error: { code: 'SVC-110', found: 'x' } }],
    ['', { ok: false, error: { code: 'SVC-107' } }],
    ['{"ok":true,"more":1}', { ok: false, error: { code: 'SVC-107' } }],
    ['x'.repeat(5_000), { ok: false, error: { code: 'SVC-107' } }],
  ])(
    'when the answer is %j, then the result is this answer, or SVC-107 if the answer is not usable',
    async (text, result) => {
      await answering(text);
      expect(await ask()).toMatchObject(result);
    },
  );

  it('when systemd starts the program for each connection, then each request gets its answer', async () => {
    const command = packageFile('dist/device/asan-kiosk.js');
    const args = ['--accept', '--inetd', '-l', path, process.execPath, command, 'steward'];
    const systemd = spawn('systemd-socket-activate', args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => systemd.once('exit', resolve));
    closing.push(() => {
      systemd.kill();
      return ended;
    });
    await vi.waitFor(() => expect(existsSync(path)).toBe(true), { timeout: 10_000 });
    // This machine has no installed kiosk.
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'SVC-111' } });
    expect(await connectSteward({ clock: realClock, path })('keep nothing' as never)).toMatchObject({
      ok: false,
      error: { code: 'SVC-107' },
    });
  });
});
