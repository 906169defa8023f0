import type { Clock } from '../../drivers/clock.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import type { Result } from '../../drivers/result.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import type { OccasionDetector } from '../../simulators/scripts/occasions.ts';
import type { ScriptedKind } from '../../simulators/scripts/script.ts';
import type { Wire } from '../../simulators/wire.ts';
import type { Io } from '../command/io.ts';
import type { CliOutcome, CliTrouble } from '../command/outcome.ts';
import { type DeviceRecording, recordDevice } from '../replay/record-file.ts';
import type { SimulatedDevice } from './device.ts';
import { createEventOutput, type EventOutput } from './event-output.ts';
import { runInputLines } from './input-lines.ts';
import { loadScript, type RunningScript, type Script, type ScriptedDevice, startScript } from './script.ts';

export class ScriptOccasions {
  #running: RunningScript | undefined;

  happened(names: readonly string[]): void {
    for (const name of names) this.#running?.occasion(name);
  }

  follow(script: RunningScript): void {
    this.#running = script;
  }
}

export interface StandaloneOptions {
  readonly seed?: number;
  readonly script?: string;
  readonly record?: string;
  readonly json?: true;
}

export const DEFAULT_SEED = 1;

export interface StandaloneDevice<Opened extends { close(): unknown }> {
  readonly kind: ScriptedKind;
  readonly recorded: RecordedDeviceSettings | null;
  open(trigger: ScriptOccasions): Promise<Result<Opened, CliTrouble>>;
  put(
    opened: Opened,
    parts: StandaloneParts,
  ): Promise<Omit<ScriptedDevice, 'look' | 'output'> & { readonly ready: () => void }>;
}

export interface StandaloneParts {
  readonly output: EventOutput;
  readonly trigger: ScriptOccasions;
  readonly trace: Pick<DeviceRecording, 'chunk'>;
}

/**
 * Runs a simulated device with script, trace and lines of input, from start to end. A script that does not fit is refused before the device
 * is ready.
 */
export async function simulateStandalone<Opened extends { close(): unknown }>(
  alone: StandaloneDevice<Opened>,
  options: StandaloneOptions,
  io: Io,
): Promise<CliOutcome> {
  const script = await loadScript(options.script, alone.kind);
  if (!script.ok) return script;
  const trigger = new ScriptOccasions();
  const opened = await alone.open(trigger);
  if (!opened.ok) return opened;
  const trace = recordDevice(options.record, alone.kind, alone.recorded, 'device');
  if (!trace.ok) {
    await opened.value.close();
    return trace;
  }
  const output = createEventOutput(options.json === true, io);
  const { ready, ...put } = await alone.put(opened.value, { output, trigger, trace: trace.value });
  const scripted = { ...put, output, look: () => output.look(put.device) };
  const outcome = await runDevice(script.value, scripted, { trigger, ready, io });
  await opened.value.close();
  trace.value.close();
  return outcome;
}

async function runDevice(
  script: Script,
  scripted: ScriptedDevice,
  { trigger, ready, io }: { readonly trigger: ScriptOccasions; readonly ready: () => void; readonly io: Io },
): Promise<CliOutcome> {
  const { device, verbs, output, look } = scripted;
  const running = await startScript(script, scripted);
  const fits = running.check();
  if (!fits.ok) {
    device.close();
    return fits;
  }
  trigger.follow(running);
  ready();
  device.onChange(look);
  look();
  running.start();
  await runInputLines(verbs, output, look, io);
  const ended = running.end();
  device.close();
  return ended;
}

interface FaultyWireOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly occasions: OccasionDetector<string>;
  readonly unplug: () => void;
}

/**
 * The device's end of a wire with faults. Faults begin with an event that the script waits for; after `listen`, all bytes go into the
 * trace.
 */
export async function addWireFaults(
  wire: Wire,
  { clock, seed, occasions, unplug }: FaultyWireOptions,
  { output, trigger, trace }: StandaloneParts,
) {
  const [{ withFaultsAtDevice }, { seededRandom }] = await Promise.all([
    import('../../simulators/faults/faulty-wire.ts'),
    import('../../simulators/random.ts'),
  ]);
  let tell = (_traffic: Traffic) => {};
  wire.onBytes((bytes) => tell({ direction: 'out', bytes }));
  const heard: Wire = {
    ...wire,
    write(bytes) {
      wire.write(bytes);
      tell({ direction: 'in', bytes });
    },
  };
  const random = seededRandom(seed);
  const before = (traffic: Traffic) => trigger.happened(occasions(traffic));
  return {
    wire: withFaultsAtDevice(heard, { clock, random, unplug, before }),
    listen(device: SimulatedDevice) {
      let decode = device.decoder();
      wire.onConnected(() => {
        decode = device.decoder();
      });
      tell = (traffic) => {
        trace.chunk(traffic);
        for (const line of decode(traffic)) output.wire(line);
        output.look(device);
      };
    },
  };
}
