import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fromHex, toHex } from '../../drivers/bytes.ts';
import { type Emitter, emitter } from '../../drivers/emitter.ts';
import type { HidPresentation, HidWire, TakeFeature } from '../../drivers/hid/wire.ts';
import helper from './umockdev.py?raw';

interface HelperWord {
  readonly word: string;
  readonly rest: readonly string[];
}

type Helper = ChildProcessByStdio<Writable, Readable, Readable>;

const PACKAGES = 'umockdev python3-gi gir1.2-umockdev-1.0';
/** Debian's Python: any other Python has no GObject introspection. */
const PYTHON = '/usr/bin/python3';

/** Only programs started with `env` see it; no root, no kernel module. */
export class VirtualHid implements HidWire {
  /** Environment for node-hid, hidapi, libudev and sysfs. */
  readonly env: Readonly<Record<string, string>>;
  readonly #helper: Helper;
  readonly #ended: Promise<void>;
  readonly #reports = emitter<Uint8Array>();
  readonly #connection = emitter<boolean>();
  readonly onBytes = this.#reports.on;
  #takeFeature: TakeFeature = () => false;
  #presented: HidPresentation | undefined;
  #plugged = false;
  /** In order; each promise settles with its own call. */
  readonly #doing: (() => void)[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(helper: Helper, dir: string, words: Emitter<HelperWord>) {
    this.env = { UMOCKDEV_DIR: dir, LD_PRELOAD: 'libumockdev-preload.so.0' };
    this.#helper = helper;
    words.on((said) => this.#hear(said));
    this.#ended = new Promise((resolve) => {
      helper.once('exit', () => {
        for (const done of this.#doing.splice(0)) done();
        resolve();
      });
    });
  }

  readonly present = (as: HidPresentation): void => {
    this.#presented = as;
    void this.plug();
  };

  readonly write = (report: Uint8Array): void => this.#tell('in', toHex(report));

  readonly onConnected = (listener: (connected: boolean) => void): (() => void) => {
    if (this.#plugged) listener(true);
    return this.#connection.on(listener);
  };

  readonly serve = (set: TakeFeature): void => {
    this.#takeFeature = set;
  };

  /** When the system shows the change. */
  readonly unplug = (): Promise<void> => this.#plugging('unplug');

  readonly plug = (): Promise<void> => {
    const as = this.#presented;
    return as ? this.#plugging('plug', JSON.stringify({ ...as, descriptor: toHex(as.descriptor) })) : this.#last;
  };

  readonly settled = (): Promise<void> => this.#last;

  readonly close = (): Promise<void> => {
    this.#helper.stdin.end();
    return this.#ended;
  };

  #tell(...words: readonly string[]): void {
    this.#helper.stdin.write(`${words.join(' ')}\n`);
  }

  #plugging(...words: readonly string[]): Promise<void> {
    this.#last = new Promise((resolve) => {
      this.#doing.push(resolve);
      this.#tell(...words);
    });
    return this.#last;
  }

  #hear({ word, rest }: HelperWord): void {
    const [first = '', second = ''] = rest;
    if (word === 'plugged' || word === 'unplugged') {
      this.#plugged = word === 'plugged';
      this.#connection.emit(this.#plugged);
    } else if (word === 'done') this.#doing.shift()?.();
    else if (word === 'out') this.#reports.emit(fromHex(first));
    else if (word === 'get') this.#tell('stall');
    else if (word === 'set') this.#tell(this.#takeFeature(Number(first), fromHex(second)) ? 'answer' : 'stall');
  }
}

/**
 * Starts umockdev's testbed. Rejects with advice if Debian's packages are missing. It cannot see whether a program has the device open:
 * `onConnected` says only that the device is plugged in.
 */
export async function openVirtualHid(): Promise<VirtualHid> {
  const child = spawn('umockdev-wrapper', [PYTHON, '-c', helper], { stdio: ['pipe', 'pipe', 'pipe'] });
  const words = emitter<HelperWord>();
  return new VirtualHid(child, await started(child, words.emit), words);
}

function started(child: Helper, hear: (said: HelperWord) => void): Promise<string> {
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-500);
  });
  // Its exit reports an ended helper.
  child.stdin.on('error', () => child.stdin.destroy());
  return new Promise((resolve, reject) => {
    const failed = (why: string) => reject(new Error(`no virtual HID device: ${why}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word = '', ...rest] = line.split(' ');
      if (word === 'ready') resolve(rest.join(' '));
      else hear({ word, rest });
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
