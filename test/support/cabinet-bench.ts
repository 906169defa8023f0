import { SimulatedClock } from 'xstate';
import { cable } from '../../drivers/link/pair.ts';
import type { CabinetDevice, CabinetDeviceKind, DeviceEnvironment } from './cabinet-devices.ts';
import { settleWith } from './settled.ts';

const STEP_MS = 5;
const PATIENCE_MS = 120_000;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

export interface CabinetBench extends DeviceEnvironment {
  readonly device: CabinetDevice;
  pass(ms: number): Promise<void>;
  settled<T>(work: Promise<T>): Promise<T>;
}

export async function cabinetBenchFor(kind: CabinetDeviceKind): Promise<CabinetBench> {
  const clock = new SimulatedClock();
  const its = cable();
  async function until(what: string, condition: () => boolean): Promise<void> {
    const limit = clock.now() + PATIENCE_MS;
    for (await breathe(); !condition(); await breathe()) {
      if (clock.now() > limit) throw new Error(`it never came to this: ${what}`);
      clock.increment(STEP_MS);
    }
  }
  const pass = async (ms: number) => {
    const end = clock.now() + ms;
    await until('time passes', () => clock.now() >= end);
  };
  const surroundings: DeviceEnvironment = { wire: its.device, host: its.host, clock, until };
  const device: CabinetDevice = await kind.plugIn(surroundings);
  await pass(1_000);
  const settled = <T>(work: Promise<T>): Promise<T> => settleWith((done) => until('it is settled', done), work);
  return { ...surroundings, device, pass, settled };
}
