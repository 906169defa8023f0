import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { emitter } from '../../drivers/emitter.ts';
import type { HidFeatures, HidPresentation } from '../../drivers/hid/pair.ts';
import helper from './umockdev.py?raw';
import type { HidWire } from './wire.ts';

/** A virtual HID device that programs see which are started with `env`, and nobody else; no root, no kernel module. */
export interface VirtualHid extends HidWire {
  /** What a program must be started with to see the device: node-hid, hidapi, libudev and sysfs all do. */
  readonly env: Readonly<Record<string, string>>;
  /** As pulling the USB plug, and putting it back. Resolve when the system shows it. */
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** What was asked for so far is done. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

type Helper = ChildProcessByStdio<Writable, Readable, Readable>;

const PACKAGES = 'umockdev python3-gi gir1.2-umockdev-1.0';
/** Debian's own: another Python on the path has no GObject introspection. */
const PYTHON = '/usr/bin/python3';

/**
 * Starts umockdev's testbed. Rejects with advice where Debian's packages are missing. Whether a program has the device open
 * cannot be seen: `onConnected` says that it is plugged in.
 */
export async function openVirtualHid(): Promise<VirtualHid> {
  const child = spawn('umockdev-wrapper', [PYTHON, '-c', helper], { stdio: ['pipe', 'pipe', 'pipe'] });
  const reports = emitter<Uint8Array>();
  const connection = emitter<boolean>();
  let features: HidFeatures = { get: () => null, set: () => false };
  let presented: HidPresentation | undefined;
  let plugged = false;

  const tell = (...words: readonly string[]) => void child.stdin.write(`${words.join(' ')}\n`);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

  const heard: Readonly<Record<string, (rest: readonly string[]) => void>> = {
    plugged: () => change(true),
    unplugged: () => change(false),
    done: () => doing.shift()?.(),
    out: ([report = '']) => reports.emit(Uint8Array.from(Buffer.from(report, 'hex'))),
    get([id, bytes]) {
      const answer = features.get(Number(id), Number(bytes));
      if (answer) tell('answer', hex(answer));
      else tell('stall');
    },
    set([id, body = '']) {
      if (features.set(Number(id), Uint8Array.from(Buffer.from(body, 'hex')))) tell('answer', '');
      else tell('stall');
    },
  };

  function change(now: boolean): void {
    plugged = now;
    connection.emit(now);
  }

  /** Plugs and unplugs are done in order, and each is told when it is done. */
  const doing: (() => void)[] = [];
  let last: Promise<void> = Promise.resolve();
  function plugging(...words: readonly string[]): Promise<void> {
    last = new Promise((resolve) => {
      doing.push(resolve);
      tell(...words);
    });
    return last;
  }

  const dir = await started(child, (word, rest) => heard[word]?.(rest));
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      for (const done of doing.splice(0)) done();
      resolve();
    }),
  );

  const plug = (): Promise<void> =>
    presented ? plugging('plug', JSON.stringify({ ...presented, descriptor: hex(presented.descriptor) })) : last;

  return {
    env: { UMOCKDEV_DIR: dir, LD_PRELOAD: 'libumockdev-preload.so.0' },
    present(as) {
      presented = as;
      void plug();
    },
    write: (report) => tell('in', hex(report)),
    onBytes: reports.on,
    onConnected(listener) {
      if (plugged) listener(true);
      return connection.on(listener);
    },
    serve(its) {
      features = its;
    },
    unplug: () => plugging('unplug'),
    plug,
    settled: () => last,
    close() {
      child.stdin.end();
      return ended;
    },
  };
}

/** Resolves with the folder of the testbed. */
function started(child: Helper, hear: (word: string, rest: readonly string[]) => void): Promise<string> {
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-500);
  });
  // A broken pipe is how a write meets the end of the helper; its exit is what tells of it.
  child.stdin.on('error', () => child.stdin.destroy());
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`no virtual HID device: ${why}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word = '', ...rest] = line.split(' ');
      if (word === 'ready') resolve(rest.join(' '));
      else hear(word, rest);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'ENOENT' ? `umockdev is not installed: apt-get install ${PACKAGES}` : error.message),
    );
    child.once('exit', (code) => {
      const missing = /ModuleNotFoundError|ValueError: Namespace/.test(words);
      failed(missing ? `apt-get install ${PACKAGES}` : `its helper ended (${code}) ${words.trim()}`);
    });
  });
}
