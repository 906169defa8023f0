import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { realClock } from '../../drivers/clock.ts';
import { KEYPAD_MODELS } from '../../drivers/keypad/hid-keys/profile.ts';
import { SCANNER_MODELS } from '../../drivers/scanner/hid-pos/profile.ts';
import { openVirtualHid, type VirtualHid } from '../../simulators/hid/umockdev.ts';
import { createHidKeypadSimulator } from '../../simulators/keypad/hid-keys.ts';
import { createHidPosScannerSimulator } from '../../simulators/scanner/hid-pos.ts';

/** A child process finds node-hid from here. */
const FOLDER = packageFile('dist/.find-child');
const run = promisify(execFile);

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
let device: { close(): void } | undefined;
afterEach(async () => {
  device?.close();
  await hid?.close();
});

async function found({ env }: VirtualHid): Promise<unknown> {
  const child = run(process.execPath, [`${FOLDER}/find-hid-child.js`], {
    env: { ...process.env, ...env },
    timeout: 20_000,
  });
  return JSON.parse((await child).stdout);
}

async function scanner() {
  hid = await openVirtualHid();
  const simulator = createHidPosScannerSimulator({ wire: hid, clock: realClock, model: SCANNER_MODELS['zebra-pos'] });
  device = simulator;
  await hid.settled();
  return { hid, simulator };
}

describe('a scanner', () => {
  it('when the ids of a device are known, then the search finds it by its description', async () => {
    const its = await scanner();
    expect(await found(its.hid)).toEqual([
      {
        at: { kind: 'hid', path: '/dev/hidraw0' },
        usb: expect.objectContaining({ vendorId: '05e0', productId: '1300', socket: '1-1' }),
        proposals: [
          {
            role: 'scanner',
            settings: {
              driver: 'hid-pos',
              model: 'zebra-pos',
              link: { hid: { vendorId: '05e0', productId: '1300', socket: '1-1' } },
            },
            certainty: 'described',
            evidence: 'its USB ids belong to: Zebra (Symbol) in HID POS mode',
          },
        ],
      },
    ]);
  });

  it('when a scanner types like a keyboard, then the search reports SCN-102', async () => {
    const its = await scanner();
    its.simulator.setMode('keyboard');
    await its.hid.settled();
    expect(await found(its.hid)).toMatchObject([{ proposals: [{ role: 'scanner' }], trouble: { code: 'SCN-102' } }]);
  });
});

it('when a keypad is plugged in, then the search reports it as likely', async () => {
  hid = await openVirtualHid();
  device = createHidKeypadSimulator({ wire: hid, clock: realClock, model: KEYPAD_MODELS['storm-audio-nav'] });
  await hid.settled();
  expect(await found(hid)).toMatchObject([{ proposals: [{ role: 'keypad', certainty: 'likely' }] }]);
});
