import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync, realpathSync, unlinkSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { emitter } from '../drivers/emitter.ts';
import type { Wire } from './wire.ts';

/** Device end of a pseudo-terminal. */
export interface PtyWire extends Wire {
  readonly path: string;
  /** Like a pulled USB plug: the program gets an error. The device runs on. */
  unplug(): Promise<void>;
  /** Rejects like `openPty`. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

type Socat = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * A device on a pseudo-terminal, through `socat`. `linkPath` becomes a symbolic link to the terminal; bytes go through unchanged (raw, no
 * echo). Rejects with advice if socat is missing or cannot make the link, or if the link leads to a pty that is in use.
 *
 * A pty cannot tell whether a program has the port open, closes it or reads bytes. Bytes without a reader are lost when the port is opened
 * and flushed. So `onConnected` says only that the port exists (to a new listener at once). There are no modem lines and no line rate.
 */
export async function openPty(linkPath: string): Promise<PtyWire> {
  const incoming = emitter<Uint8Array>();
  const connection = emitter<boolean>();
  let socat: Socat | undefined;
  let terminal = '';

  async function plug(): Promise<void> {
    if (socat) return;
    const child = await startSocat(linkPath);
    socat = child;
    terminal = readlinkSync(linkPath);
    child.stdout.on('data', (chunk: Buffer) => incoming.emit(Uint8Array.from(chunk)));
    child.once('exit', () => {
      if (socat !== child) return;
      socat = undefined;
      connection.emit(false);
    });
    connection.emit(true);
  }

  async function unplug(): Promise<void> {
    const child = socat;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // Told to end, socat removes the link, even another program's; killed, it does not.
    if (linkTarget(linkPath) === terminal) unlinkSync(linkPath);
    child.kill('SIGKILL');
    await gone;
  }

  await plug();
  return {
    path: linkPath,
    write: (bytes) => void socat?.stdin.write(bytes.slice()),
    onBytes: incoming.on,
    onConnected(listener) {
      if (socat) listener(true);
      return connection.on(listener);
    },
    unplug,
    plug,
    close: unplug,
  };
}

const linkTarget = (path: string): string | undefined =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;

/** socat would replace a file there. A link to a terminal is in use while a process holds the terminal. */
function whyTaken(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const leadsTo = realpathSync(path);
  return lstatSync(path).isSymbolicLink() && leadsTo.startsWith('/dev/pts/')
    ? `it leads to ${leadsTo}, which is in use; end that simulator or name another path (a link left behind: remove it)`
    : 'something else is there; name another path';
}

/** Resolves when the link can be opened. */
async function startSocat(linkPath: string): Promise<Socat> {
  const failure = (why: string) => new Error(`no pty at ${linkPath}: ${why}`);
  if (!existsSync(dirname(linkPath))) throw failure('there is no such folder');
  const taken = whyTaken(linkPath);
  if (taken !== undefined) throw failure(taken);
  // A leftover link would look like the new one.
  if (lstatSync(linkPath, { throwIfNoEntry: false })) unlinkSync(linkPath);
  const watcher = watch(dirname(linkPath));
  const child = spawn('socat', [`PTY,link=${linkPath},raw,echo=0`, 'STDIO'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-500);
  });
  // A write meets a broken pipe; socat's exit reports the unplug.
  child.stdin.on('error', () => child.stdin.destroy());
  try {
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (existsSync(linkPath)) resolve();
      };
      watcher.on('change', look);
      child.once('spawn', look);
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(failure(error.code === 'ENOENT' ? 'socat is not installed: apt-get install socat' : error.message)),
      );
      child.once('exit', (code) => reject(failure(`socat ended (${code}) ${words.trim()}`)));
    });
  } finally {
    watcher.close();
  }
  return child;
}
