import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';

/* Even without announcements it needs D-Bus: an empty bus in its folder. */

/**
 * The print command waits while `hold` or `state` exists. A job without `state` writes its document to `out`. No program can notify a shell
 * script, so it polls.
 */
const COMMAND = `#!/bin/sh
here=$(dirname "$0")
state=$(cat "$here/state" 2>/dev/null)
if [ -n "$state" ]; then echo "STATE: +$state" >&2; fi
while [ -e "$here/hold" ] || [ -n "$state" -a -e "$here/state" ]; do sleep 0.02; done
if [ -n "$state" ]; then echo "STATE: none" >&2; exit 0; fi
cp "$1" "$here/out/$(ls "$here/out" | wc -l).pdf"
`;

export interface Ippeveprinter {
  readonly port: number;
  printed(): readonly Uint8Array[];
  hold(): Promise<void>;
  release(): void;
  /** Reason during the next job (RFC 8011, 5.4.12), until `mend`. */
  nextJobSays(reason: string): Promise<void>;
  mend(): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a printer for documents of this format, also over TLS with its own certificate on the same port. */
export async function ippeveprinter(format = 'application/pdf'): Promise<Ippeveprinter> {
  const dir = await mkdtemp(join(tmpdir(), 'ippeveprinter-'));
  const [out, spool, keys, command, hold, state] = ['out', 'spool', 'keys', 'command', 'hold', 'state'].map((at) =>
    join(dir, at),
  );
  await Promise.all([out!, spool!, keys!].map((folder) => mkdir(folder)));
  await writeFile(command!, COMMAND);
  await chmod(command!, 0o755);
  const bus = await startBus(dir);
  const port = await freePort();
  const args = [
    '-p',
    `${port}`,
    '-n',
    'localhost',
    '-r',
    'off',
    '-f',
    format,
    '-d',
    spool!,
    '-c',
    command!,
    '-K',
    keys!,
    'A4 of the test',
  ];
  let printer: ChildProcess | undefined;
  const its: Ippeveprinter = {
    port,
    printed: () => {
      const files = readdirSync(out!).sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
      return files.map((file) => Uint8Array.from(readFileSync(join(out!, file))));
    },
    hold: () => writeFile(hold!, ''),
    release: () => rmSync(hold!, { force: true }),
    nextJobSays: (reason) => writeFile(state!, reason),
    mend: () => rmSync(state!, { force: true }),
    async kill() {
      if (printer) await ended(printer);
      printer = undefined;
    },
    async start() {
      const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${bus.path}` };
      printer = spawn('/usr/sbin/ippeveprinter', args, { env, stdio: 'ignore', detached: true });
    },
    async close() {
      its.release();
      its.mend();
      await its.kill();
      await bus.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
  await its.start();
  return its;
}

async function startBus(dir: string): Promise<{ readonly path: string; close(): Promise<void> }> {
  const path = join(dir, 'bus');
  const args = ['--session', '--nofork', '--nopidfile', '--print-address', `--address=unix:path=${path}`];
  const bus = spawn('dbus-daemon', args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  await new Promise((resolve) => bus.stdout.once('data', resolve));
  if (!existsSync(path)) throw new Error('the message bus did not start');
  return { path, close: () => ended(bus) };
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.pid === undefined) return resolve();
    child.once('exit', () => resolve());
    process.kill(-child.pid, 'SIGKILL');
  });
}
