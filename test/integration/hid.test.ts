import { describe, expect, it, vi } from 'vitest';
import { fromHex } from '../../drivers/bytes.ts';
import { pause, realClock } from '../../drivers/clock.ts';
import { formatUsbIds } from '../../drivers/hid/identity.ts';
import type { KeypadEvent, KeypadStatus } from '../../drivers/keypad/contract.ts';
import { KEYPAD_MODELS, keysOfKeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import type { ScannerEvent, ScannerStatus } from '../../drivers/scanner/contract.ts';
import { SCANNER_MODELS, type ScannerModelName } from '../../drivers/scanner/hid-pos/profile.ts';
import { openVirtualHid } from '../../simulators/hid/umockdev.ts';
import { createHidKeypadSimulator, TEST_USB_IDS } from '../../simulators/keypad/hid-keys.ts';
import { createHidPosScannerSimulator } from '../../simulators/scanner/hid-pos.ts';
import { type KeypadBench, keypadContract } from '../contract/keypad.ts';
import { type ScannerBench, scannerContract } from '../contract/scanner.ts';
import { watchDevice } from './hid-watched.ts';

/* Real time. Needs umockdev and the built command. */

async function until(what: string, condition: () => boolean, now: () => unknown = () => ''): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`it never came to this: ${what} ${JSON.stringify(now())}`);
    },
    { timeout: 20_000, interval: 10 },
  );
}

const quiet = () => pause(realClock, 700);

function scannerEvent({ event, ...fields }: { readonly event: string }): ScannerEvent {
  if (event === 'code.lost') return { type: event, trouble: fields as never };
  const { symbology, text, bytes } = fields as { symbology: 'qr'; text: string; bytes: string };
  return { type: 'code.scanned', code: { symbology, text, bytes: fromHex(bytes) } };
}

async function scannerBench(name: ScannerModelName): Promise<ScannerBench> {
  const hid = await openVirtualHid();
  const simulator = createHidPosScannerSimulator({ wire: hid, clock: realClock, model: SCANNER_MODELS[name] });
  await hid.settled();
  const first: ScannerStatus = { device: 'starting', trouble: null };
  const scanner = watchDevice('scanner', ['--model', name], hid.env, first, scannerEvent);
  return {
    scanner,
    scan: async (text) => simulator.scan(text),
    async scanCutShort(text) {
      simulator.faults.next('cut-short');
      simulator.scan(text);
      simulator.faults.assertSpent();
    },
    async setMode(mode) {
      simulator.setMode(mode);
      await hid.settled();
    },
    unplug: hid.unplug,
    plug: hid.plug,
    until,
    quiet,
    async close() {
      simulator.close();
      await scanner.close();
      await hid.close();
    },
  };
}

async function keypadBench(): Promise<KeypadBench> {
  const hid = await openVirtualHid();
  const model = KEYPAD_MODELS['storm-audio-nav'];
  const simulator = createHidKeypadSimulator({ wire: hid, clock: realClock, model });
  await hid.settled();
  const first: KeypadStatus = { device: 'starting', headphones: 'unknown', trouble: null };
  const keypad = watchDevice(
    'keypad',
    ['--model', 'storm-audio-nav', '--hid', formatUsbIds(TEST_USB_IDS)],
    hid.env,
    first,
    ({ event, ...rest }) => ({ type: event, ...rest }) as KeypadEvent,
  );
  return {
    keypad,
    keys: keysOfKeypadModel(model),
    press: async (key) => simulator.press(key),
    release: async (key) => simulator.release(key),
    async headphones(now) {
      if (now === 'in') simulator.plug();
      else simulator.unplug();
    },
    unplug: hid.unplug,
    plug: hid.plug,
    until: (what, condition) => until(what, condition, keypad.status),
    async close() {
      simulator.close();
      await keypad.close();
      await hid.close();
    },
  };
}

describe.concurrent('virtual devices', () => {
  scannerContract('node-hid and a virtual Access-IS', () => scannerBench('access-is'));
  scannerContract('node-hid and a virtual Honeywell, told to scan', () => scannerBench('honeywell-voyager-1400g'));
  keypadContract('node-hid and a virtual Audio-Nav', keypadBench);
});

describe('a virtual HID device', () => {
  it('when umockdev is not installed, then the error says what is missing', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    await expect(openVirtualHid()).rejects.toThrow('apt-get install umockdev');
    vi.unstubAllEnvs();
  });
});
