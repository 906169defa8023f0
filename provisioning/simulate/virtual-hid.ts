import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { HidWire } from '../../simulators/hid/wire.ts';
import type { Io } from '../io.ts';
import { type CliOutcome, done, failed } from '../outcome.ts';
import type { SimulatedDevice } from './device.ts';
import { untilToldToEnd } from './simulate.ts';
import { createTeller } from './teller.ts';
import { plain } from './verbs.ts';

export interface SimulateHidOptions {
  readonly model?: string;
  readonly json?: true;
}

/**
 * One simulated device as a virtual HID device, steered by lines of input. Programs that are started with the printed
 * environment see it as if it were plugged in; nobody else does.
 */
export async function simulateHid(
  kind: string,
  ids: string,
  make: (wire: HidWire) => SimulatedDevice,
  options: SimulateHidOptions,
  io: Io,
): Promise<CliOutcome> {
  const opened = await openOrSay();
  if ('why' in opened) return failed(opened.why);
  const { hid } = opened;
  const teller = createTeller(options.json === true, io);
  const device = make(heard(hid, (line) => line(device.decoder).forEach(teller.wire)));
  const look = () => teller.look(device);
  await hid.settled();
  const env = Object.entries(hid.env).map(([name, value]) => `${name}=${value}`);
  teller.say('ready', { kind, hid: ids, env: hid.env }, `${kind} ${ids}; start your program with: ${env.join(' ')} …`);
  hid.onConnected((connected) => teller.say('connection', { connected }, connected ? 'plugged in' : 'unplugged'));
  device.onChange(look);
  look();
  const verbs = [
    ...device.verbs,
    { ...plain('cable out', 'pull the USB plug', () => {}), run: () => hid.unplug().then(() => undefined) },
    { ...plain('cable in', 'put the USB plug back', () => {}), run: () => hid.plug().then(() => undefined) },
  ];
  await untilToldToEnd(verbs, teller, look, io);
  device.close();
  await hid.close();
  return done;
}

async function openOrSay() {
  try {
    const { openVirtualHid } = await import('../../simulators/hid/umockdev.ts');
    return { hid: await openVirtualHid() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? error.code : undefined;
    if (code === 'ERR_MODULE_NOT_FOUND') return { why: 'this installation has no simulators: run from a checkout' };
    if (/^no virtual HID device/.test(error.message)) return { why: error.message };
    throw error;
  }
}

type Lines = ReturnType<WireDecoder>;

/** The wire, and what goes over it for a person; `in` is towards the kiosk, as on every wire here. */
function heard(wire: HidWire, tell: (line: (decoder: WireDecoder) => Lines) => void): HidWire {
  wire.onBytes((bytes) => tell((decode) => decode({ direction: 'out', bytes })));
  return {
    ...wire,
    write(bytes) {
      wire.write(bytes);
      tell((decode) => decode({ direction: 'in', bytes }));
    },
  };
}
