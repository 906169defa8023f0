import { realClock } from '../../drivers/clock.ts';
import type { HidWire } from '../../drivers/hid/wire.ts';
import { ok } from '../../drivers/result.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import type { VirtualHid } from '../../simulators/hid/umockdev.ts';
import type { RedirectAddress } from '../../simulators/hid/usb-redirect.ts';
import type { OccasionDetector } from '../../simulators/scripts/occasions.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, failed } from '../command/outcome.ts';
import type { SimulatedDevice } from './device.ts';
import {
  addWireFaults,
  DEFAULT_SEED,
  type StandaloneOptions,
  type StandaloneParts,
  simulateStandalone,
} from './run-device.ts';
import { plainVerb, type SimulatorVerb } from './verbs.ts';
import { wireFaultVerbs } from './wire-verbs.ts';

export interface SimulateHidOptions extends StandaloneOptions {
  readonly model?: string;
  /** QEMU's address; default: this machine, for programs that are started with its environment. */
  readonly usbRedir?: RedirectAddress;
}

export interface VirtualHidKind {
  readonly kind: 'scanner' | 'keypad';
  readonly ids: string;
  readonly recorded: RecordedDeviceSettings;
  readonly occasions: () => Promise<OccasionDetector<string>>;
  readonly make: (wire: HidWire) => SimulatedDevice;
}

/**
 * Simulates a device as a virtual HID device, steered by lines of input and by a script. Without QEMU, only programs that are started with
 * the printed environment see it.
 */
export const simulateHid = (what: VirtualHidKind, options: SimulateHidOptions, io: Io): Promise<CliOutcome> =>
  simulateStandalone(
    {
      kind: what.kind,
      recorded: what.recorded,
      open: () => openOrSay(options.usbRedir),
      put: (opened, parts) => plugIn(opened, parts, what, options.seed ?? DEFAULT_SEED),
    },
    options,
    io,
  );

type Opened = Extract<Awaited<ReturnType<typeof openOrSay>>, { readonly ok: true }>['value'];

async function plugIn({ hid }: Opened, parts: StandaloneParts, what: VirtualHidKind, seed: number) {
  const { kind, ids } = what;
  const { REPORT_FAULT_FORMS, reportFaultOf } = await import('../../simulators/scripts/wire-fault-words.ts');
  const its = { clock: realClock, seed, occasions: await what.occasions(), unplug: () => void hid.unplug() };
  const { wire, listen } = await addWireFaults(hid, its, parts);
  const device = what.make({ ...hid, ...wire });
  const withFaults = { faults: wire.faults, faultOf: reportFaultOf, forms: REPORT_FAULT_FORMS };
  await hid.settled();
  const ready = () => {
    const { output } = parts;
    listen(device);
    const env = Object.entries(hid.env).map(([name, value]) => `${name}=${value}`);
    output.say(
      'ready',
      { kind, hid: ids, env: hid.env },
      `${kind} ${ids}${env.length > 0 ? `; start your program with: ${env.join(' ')} …` : ''}`,
    );
    hid.onConnected((connected) => output.say('connection', { connected }, connected ? 'plugged in' : 'unplugged'));
  };
  const verbs = [...device.verbs, ...cableVerbs(hid), ...wireFaultVerbs(withFaults)];
  return { device, verbs, wire: withFaults, ready };
}

type Pluggable = { unplug(): Promise<void>; plug(): Promise<void> };

const cableVerbs = ({ unplug, plug }: Pluggable): readonly SimulatorVerb[] => [
  { ...plainVerb('cable out', 'pull the USB plug', () => {}), run: () => unplug().then(() => undefined) },
  { ...plainVerb('cable in', 'put the USB plug back', () => {}), run: () => plug().then(() => undefined) },
];

async function openOrSay(address: RedirectAddress | undefined) {
  try {
    if (address) {
      const { RedirectedHid } = await import('../../simulators/hid/usb-redirect.ts');
      const hid: Pluggable & Pick<VirtualHid, 'env' | 'settled' | 'close'> & HidWire = new RedirectedHid(address);
      return ok({ hid, close: hid.close });
    }
    const { openVirtualHid } = await import('../../simulators/hid/umockdev.ts');
    const hid = await openVirtualHid();
    return ok({ hid, close: hid.close });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? error.code : undefined;
    if (code === 'ERR_MODULE_NOT_FOUND') return failed('this installation has no simulators: run from a checkout');
    if (address && code !== undefined)
      return failed(`no machine waits for a device at this address (${code}): start QEMU with -device usb-redir`);
    if (/^no virtual HID device/.test(error.message)) return failed(error.message);
    throw error;
  }
}
