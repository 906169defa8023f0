import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { realClock } from '../../drivers/clock.ts';
import { KEYPAD_MODELS } from '../../drivers/keypad/hid-keys/profile.ts';
import { SCANNER_MODELS } from '../../drivers/scanner/hid-pos/profile.ts';
import { openVirtualHid, type VirtualHid } from '../../simulators/hid/umockdev.ts';
import { createHidKeypadSimulator } from '../../simulators/keypad/hid-keys.ts';
import { createHidPosScannerSimulator } from '../../simulators/scanner/hid-pos.ts';

/*
 * HID devices are found by their own description, through node-hid, and confirmed by a code or a key. The other end is a device of
 * umockdev; the search runs in a process of its own, started in its environment. Needs umockdev.
 */

/** Below the project, so that node-hid is found. */
const FOLDER = packageFile('dist/.find-child');

beforeAll(async () => {
  await build({
    configFile: false,
    root: packageFile('.'),
    logLevel: 'warn',
    publicDir: false,
    ssr: { external: ['node-hid', 'serialport', 'onoff', 'smartcard'], noExternal: true },
    build: {
      ssr: packageFile('test/integration/find-hid-child.ts'),
      target: 'node20',
      outDir: FOLDER,
      emptyOutDir: true,
    },
  });
});

let hid: VirtualHid | undefined;
let child: ChildProcess | undefined;
let device: { close(): void } | undefined;
afterEach(async () => {
  child?.kill();
  device?.close();
  await hid?.close();
});

interface Said {
  readonly what: string;
  readonly value: unknown;
}

/** Starts the search in front of the virtual device, and waits for what it says. */
function search(virtual: VirtualHid, role: 'scanner' | 'keypad') {
  const said: Said[] = [];
  const errors: string[] = [];
  const made = spawn(process.execPath, [`${FOLDER}/find-hid-child.js`, role], {
    env: { ...process.env, ...virtual.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = made;
  createInterface({ input: made.stdout }).on('line', (line) => said.push(JSON.parse(line) as Said));
  made.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  return async (what: string): Promise<unknown> => {
    const find = () => said.find((each) => each.what === what);
    await vi.waitFor(
      () => expect(find(), `${what} of ${JSON.stringify(said)} ${errors.join('')}`).toBeDefined(),
      20_000,
    );
    return find()?.value;
  };
}

async function scanner() {
  hid = await openVirtualHid();
  const simulator = createHidPosScannerSimulator({ wire: hid, clock: realClock, model: SCANNER_MODELS['zebra-pos'] });
  device = simulator;
  await hid.settled();
  return { hid, simulator };
}

/** Until it listens: what comes before that nobody hears, as in a cabinet. */
async function used(use: () => void, confirmed: Promise<unknown>): Promise<unknown> {
  let done = false;
  void confirmed.finally(() => {
    done = true;
  });
  await vi.waitFor(
    () => {
      if (!done) use();
      expect(done).toBe(true);
    },
    { timeout: 20_000, interval: 500 },
  );
  return confirmed;
}

describe('a scanner', () => {
  it('is found by its description, and confirmed by any code', async () => {
    const its = await scanner();
    const said = search(its.hid, 'scanner');
    expect(await said('found')).toEqual([
      {
        at: { kind: 'hid', path: '/dev/hidraw0' },
        usb: expect.objectContaining({ vendorId: '05e0', productId: '1300', socket: '1-1' }),
        proposals: [
          {
            role: 'scanner',
            settings: { model: 'zebra-pos', hid: { vendorId: '05e0', productId: '1300', socket: '1-1' } },
            certainty: 'described',
            evidence: 'its ids are those of: Zebra (Symbol) in HID POS mode',
          },
        ],
      },
    ]);
    const confirmed = await used(() => its.simulator.scan('CODE-OF-SOMEBODY'), said('confirmed'));
    expect(confirmed).toMatchObject({ ok: true, value: { settings: { model: 'zebra-pos' } } });
    expect(JSON.stringify(confirmed)).not.toContain('SOMEBODY');
  });

  it('that types like a keyboard is said to do so, when it is found and when it is used', async () => {
    const its = await scanner();
    its.simulator.setMode('keyboard');
    await its.hid.settled();
    const said = search(its.hid, 'scanner');
    expect(await said('found')).toMatchObject([{ proposals: [{ role: 'scanner' }], trouble: { code: 'SCN-102' } }]);
    expect(await used(() => its.simulator.scan('X'), said('confirmed'))).toMatchObject({
      ok: false,
      error: { code: 'SCN-102', found: expect.stringContaining('types') },
    });
  });
});

describe('a keypad', () => {
  it('is one of what sends keys, and confirmed with the table that has its key', async () => {
    hid = await openVirtualHid();
    const simulator = createHidKeypadSimulator({
      wire: hid,
      clock: realClock,
      model: KEYPAD_MODELS['storm-audio-nav'],
    });
    device = simulator;
    await hid.settled();
    const said = search(hid, 'keypad');
    expect(await said('found')).toMatchObject([{ proposals: [{ role: 'keypad', certainty: 'likely' }] }]);
    const press = () => {
      simulator.press('back');
      simulator.release('back');
    };
    expect(await used(press, said('confirmed'))).toMatchObject({
      ok: true,
      value: { settings: { model: 'storm-audio-nav' } },
    });
  });
});
