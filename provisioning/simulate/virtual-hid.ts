import { realClock } from '../../drivers/clock.ts';
import type { HidWire } from '../../drivers/hid/pair.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import { ok } from '../../drivers/result.ts';
import type { RecordedDevice } from '../../drivers/trace/recorded-device.ts';
import type { OccasionsOf } from '../../simulators/scripts/occasions.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, failed } from '../command/outcome.ts';
import { recordWire } from '../replay/record-file.ts';
import type { SimulatedDevice } from './device.ts';
import { createEventOutput } from './event-output.ts';
import { createScriptTrigger, runDevice } from './run-device.ts';
import { loadScript } from './script.ts';
import { plain, type Verb } from './verbs.ts';
import { wireFaultVerbs } from './wire-verbs.ts';

export interface SimulateHidOptions {
  readonly model?: string;
  readonly seed?: number;
  /** A script file. */
  readonly script?: string;
  /** A file that the reports are recorded into. */
  readonly record?: string;
  readonly json?: true;
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

const DEFAULT_SEED = 1;

/**
 * One simulated device as a virtual HID device, steered by lines of input and by a script. Programs that are started with the
 * printed environment see it as if it were plugged in; nobody else does.
 */
export async function simulateHid(what: VirtualKind, options: SimulateHidOptions, io: Io): Promise<CliOutcome> {
  const { kind, ids } = what;
  const script = await loadScript(options.script, kind);
  if (!script.ok) return script;
  const loaded = await openOrSay();
  if (!loaded.ok) return loaded;
  const { hid, wires } = loaded.value;
  const trace = recordWire(options.record, kind, what.recorded);
  if (!trace.ok) {
    await hid.close();
    return trace;
  }
  const occasionsIn = await what.occasions();
  const output = createEventOutput(options.json === true, io);
  const trigger = createScriptTrigger();
  let tell = (_traffic: Traffic) => {};
  const wire = wires.withFaultsAtDevice(
    heard(hid, (traffic) => tell(traffic)),
    {
      clock: realClock,
      random: wires.seededRandom(options.seed ?? DEFAULT_SEED),
      unplug: () => void hid.unplug(),
      before: (traffic) => trigger.happened(occasionsIn(traffic)),
    },
  );
  const device = what.make({ ...hid, ...wire });
  const wireWithFaults = { faults: wire.faults, faultOf: wires.reportFaultOf, forms: wires.REPORT_FAULT_FORMS };
  const look = () => output.look(device);
  const verbs = [...device.verbs, ...cableVerbs(hid), ...wireFaultVerbs(wireWithFaults)];
  await hid.settled();
  const ready = () => {
    tell = (traffic) => {
      trace.value.chunk(traffic);
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
  const outcome = await runDevice(
    script.value,
    { device, verbs, wire: wireWithFaults, output, look },
    { trigger, ready, io },
  );
  await hid.close();
  trace.value.close();
  return outcome;
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
    return ok({ hid: await openVirtualHid(), wires });
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
