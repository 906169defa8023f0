import { realClock } from '../../drivers/clock.ts';
import type { HidWire } from '../../drivers/hid/wire.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import { ok } from '../../drivers/result.ts';
import type { RecordedDevice } from '../../drivers/trace/recorded-device.ts';
import type { OccasionsOf } from '../../simulators/scripts/occasions.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, failed } from '../command/outcome.ts';
import type { SimulatedDevice } from './device.ts';
import { type AloneOptions, type AloneParts, DEFAULT_SEED, simulateAlone } from './run-device.ts';
import { plain, type Verb } from './verbs.ts';
import { wireFaultVerbs } from './wire-verbs.ts';

export interface SimulateHidOptions extends AloneOptions {
  readonly model?: string;
}

/** One kind of virtual HID device, as it was asked for. */
export interface VirtualKind {
  readonly kind: 'scanner' | 'keypad';
  readonly ids: string;
  /** What the header of a trace says of it. */
  readonly recorded: RecordedDevice;
  readonly occasions: () => Promise<OccasionsOf<string>>;
  readonly make: (wire: HidWire) => SimulatedDevice;
}

/**
 * One simulated device as a virtual HID device, steered by lines of input and by a script. Programs that are started with the
 * printed environment see it as if it were plugged in; nobody else does.
 */
export const simulateHid = (what: VirtualKind, options: SimulateHidOptions, io: Io): Promise<CliOutcome> =>
  simulateAlone(
    {
      ...{ kind: what.kind, traceName: what.kind, recorded: what.recorded },
      open: openOrSay,
      put: (opened, parts) => plugIn(opened, parts, what, options.seed ?? DEFAULT_SEED),
    },
    options,
    io,
  );

type Opened = Extract<Awaited<ReturnType<typeof openOrSay>>, { readonly ok: true }>['value'];

async function plugIn({ hid, wires }: Opened, { output, trigger, trace }: AloneParts, what: VirtualKind, seed: number) {
  const { kind, ids } = what;
  const occasionsIn = await what.occasions();
  let tell = (_traffic: Traffic) => {};
  const wire = wires.withFaultsAtDevice(
    heard(hid, (traffic) => tell(traffic)),
    {
      clock: realClock,
      random: wires.seededRandom(seed),
      unplug: () => void hid.unplug(),
      before: (traffic) => trigger.happened(occasionsIn(traffic)),
    },
  );
  const device = what.make({ ...hid, ...wire });
  const withFaults = { faults: wire.faults, faultOf: wires.reportFaultOf, forms: wires.REPORT_FAULT_FORMS };
  await hid.settled();
  const ready = () => {
    tell = (traffic) => {
      trace.chunk(traffic);
      for (const line of device.decoder(traffic)) output.wire(line);
    };
    const env = Object.entries(hid.env).map(([name, value]) => `${name}=${value}`);
    output.say(
      'ready',
      { kind, hid: ids, env: hid.env },
      `${kind} ${ids}; start your program with: ${env.join(' ')} …`,
    );
    hid.onConnected((connected) => output.say('connection', { connected }, connected ? 'plugged in' : 'unplugged'));
  };
  const verbs = [...device.verbs, ...cableVerbs(hid), ...wireFaultVerbs(withFaults)];
  return { device, verbs, wire: withFaults, ready };
}

type Pluggable = { unplug(): Promise<void>; plug(): Promise<void> };

const cableVerbs = ({ unplug, plug }: Pluggable): readonly Verb[] => [
  { ...plain('cable out', 'pull the USB plug', () => {}), run: () => unplug().then(() => undefined) },
  { ...plain('cable in', 'put the USB plug back', () => {}), run: () => plug().then(() => undefined) },
];

async function openOrSay() {
  try {
    const [{ openVirtualHid }, { withFaultsAtDevice }, { seededRandom }, { REPORT_FAULT_FORMS, reportFaultOf }] =
      await Promise.all([
        import('../../simulators/hid/umockdev.ts'),
        import('../../simulators/faults/faulty-wire.ts'),
        import('../../simulators/random.ts'),
        import('../../simulators/scripts/wire-fault-words.ts'),
      ]);
    const wires = { withFaultsAtDevice, seededRandom, REPORT_FAULT_FORMS, reportFaultOf };
    const hid = await openVirtualHid();
    return ok({ hid, wires, close: hid.close });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? error.code : undefined;
    if (code === 'ERR_MODULE_NOT_FOUND') return failed('this installation has no simulators: run from a checkout');
    if (/^no virtual HID device/.test(error.message)) return failed(error.message);
    throw error;
  }
}

/** The wire as the computer's end sees it; `in` is towards the kiosk, as on every wire here. */
function heard(wire: HidWire, tell: (traffic: Traffic) => void): HidWire {
  wire.onBytes((bytes) => tell({ direction: 'out', bytes }));
  return {
    ...wire,
    write(bytes) {
      wire.write(bytes);
      tell({ direction: 'in', bytes });
    },
  };
}
