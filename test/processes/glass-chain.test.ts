import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { listenForNotify, type NotifySocket } from '../support/notify-socket.ts';

/* A socket stands for systemd. As on a kiosk, the browser does not run as root. */

const WATCHDOG_S = 4;
const COMMAND = packageFile('dist/device/asan-kiosk.js');
const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : [];

let folder: string;
let port: number;
let kiosk: Started;
let glass: Started;
const acts: string[] = [];

interface Started {
  readonly child: ChildProcess;
  readonly manager: NotifySocket;
  readonly said: () => string;
}

async function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Started> {
  const manager = await listenForNotify();
  const [command = '', ...rest] = [...asNobody, process.execPath, COMMAND, ...args];
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder, NOTIFY_SOCKET: manager.path, WATCHDOG_USEC: `${WATCHDOG_S}000000`, ...env },
  });
  let said = '';
  const keep = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, manager, said: () => said };
}

const startKiosk = () => start(['run', '--profile', join(folder, 'profile.yaml'), '--log'], {});
const startGlass = (env: NodeJS.ProcessEnv = {}) =>
  start(['glass', '--start-page', join(folder, 'glass/start.html')], {
    RUNTIME_DIRECTORY: join(folder, 'run'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    WLR_BACKENDS: 'headless',
    WLR_RENDERER: 'pixman',
    WLR_LIBINPUT_NO_DEVICES: '1',
    ...env,
  });

async function end({ child, manager }: Started, signal: NodeJS.Signals): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGCONT');
    child.kill(signal);
    await gone;
  }
  await manager.close();
  return child.exitCode;
}

async function heardMs(): Promise<number | null> {
  const hangUp = new AbortController();
  const answer = await fetch(`http://127.0.0.1:${port}/glass/page`, { signal: hangUp.signal });
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  hangUp.abort();
  return (JSON.parse(new TextDecoder().decode(value)) as { heardMs: number | null }).heardMs;
}

const LOOK = { interval: 200, timeout: 50_000 };
const pageLives = () => vi.waitFor(async () => expect(await heardMs()).toBeLessThan(2_000), LOOK);

function browserProcesses(word: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const group = Number(
          readFileSync(`/proc/${pid}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[2],
        );
        return line.includes(word) && parentOf(group) === glass.child.pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

const parentOf = (pid: number): number =>
  Number(
    readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1],
  );

const restarts = (): number => glass.said().match(/SVC-102/g)?.length ?? 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-chain-'));
  const free = createServer();
  await new Promise<void>((done) => free.listen(0, '127.0.0.1', () => done()));
  ({ port } = free.address() as AddressInfo);
  await new Promise((done) => free.close(done));
  // A production kiosk without devices: it is out of service, and its page needs a key.
  const profile = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')
    .replace('/var/lib/asan-kiosk/ledger.db', join(folder, 'ledger.db'))
    .replace('port: 8080', `port: ${port}`);
  writeFileSync(join(folder, 'profile.yaml'), profile);
  for (const run of ['run', 'other-run']) mkdirSync(join(folder, run), { mode: 0o700 });
  if (asNobody.length > 0) execFileSync('chown', ['-R', 'nobody:nogroup', folder]);
  glass = await startGlass();
  await glass.manager.hears('READY=1');
  kiosk = await startKiosk();
  await pageLives();
}, 120_000);
afterAll(async () => {
  if (glass) await end(glass, 'SIGTERM');
  if (kiosk) await end(kiosk, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`links of the chain that were hung or killed: ${acts.length} (${acts.join(', ')})\n`);
});

// Sequential: each test hangs one part of the chain.
describe.concurrent('a chain', () => {
  describe.sequential('a link hangs', () => {
    it('when the page hangs, then its browser is restarted, and the kiosk logs this', async () => {
      const before = restarts();
      const first = browserProcesses('--type=renderer');
      expect(first.length).toBeGreaterThan(0);
      for (const pid of first) process.kill(pid, 'SIGSTOP');
      await vi.waitFor(() => expect(restarts()).toBe(before + 1), LOOK);
      expect(glass.said()).toContain('the page answers no heartbeat');
      await pageLives();
      expect(kiosk.said()).toContain('"event":"glass.silent"');
      expect(browserProcesses('--type=renderer').filter((pid) => first.includes(pid))).toEqual([]);
      acts.push('page');
    }, 110_000);

    it('when the browser is killed, then another browser takes over with its own key', async () => {
      const before = restarts();
      const entered = kiosk.said().match(/glass.entered/g)?.length ?? 0;
      for (const pid of browserProcesses('cage')) process.kill(pid, 'SIGKILL');
      await vi.waitFor(() => expect(restarts()).toBe(before + 1), LOOK);
      await vi.waitFor(() => expect(kiosk.said().match(/glass.entered/g)?.length).toBe(entered + 1), LOOK);
      await pageLives();
      acts.push('browser');
    }, 110_000);

    it("when the kiosk's process hangs, then its watchdog gets no signal and the browser stays; after a restart the page is back", async () => {
      const before = restarts();
      await kiosk.manager.hears('WATCHDOG=1');
      kiosk.child.kill('SIGSTOP');
      await expect(kiosk.manager.hears('WATCHDOG=1', (WATCHDOG_S + 1) * 1_000)).rejects.toThrow();
      await glass.manager.hears('WATCHDOG=1');
      await end(kiosk, 'SIGKILL');
      kiosk = await startKiosk();
      await kiosk.manager.hears('READY=1', 40_000);
      await pageLives();
      expect(restarts()).toBe(before);
      // The cookie belonged to the process before.
      expect(kiosk.said()).toContain('glass.entered');
      expect(kiosk.said()).not.toContain('glass.refused');
      acts.push('process');
    }, 110_000);

    it('when the launcher hangs, then its watchdog gets no signal', async () => {
      await glass.manager.hears('WATCHDOG=1');
      glass.child.kill('SIGSTOP');
      await expect(glass.manager.hears('WATCHDOG=1', (WATCHDOG_S + 1) * 1_000)).rejects.toThrow();
      glass.child.kill('SIGCONT');
      await glass.manager.hears('WATCHDOG=1');
      acts.push('launcher');
    }, 60_000);
  });
});

it.concurrent('when no browser stays, then the launcher ends with an error after five browsers', async () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const otherRun = join(folder, 'other-run');
  writeFileSync(join(bin, 'cage'), '#!/bin/sh\nexit 7\n');
  chmodSync(join(bin, 'cage'), 0o755);
  const broken = await startGlass({
    RUNTIME_DIRECTORY: otherRun,
    XDG_RUNTIME_DIR: otherRun,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
  });
  const code = await new Promise((resolve) => broken.child.once('exit', resolve));
  expect([code, broken.said().match(/exit code 7/g)?.length]).toEqual([1, 5]);
  expect(broken.said()).toContain('asan-kiosk: no browser stays on the page (SVC-102)');
  await broken.manager.close();
  acts.push('five browsers');
}, 60_000);
