import { CABLED_KINDS, type CabledDeviceKind } from '../../drivers/device-kinds.ts';
import type { BackOfficeTroubleName } from '../back-office/trouble.ts';
import type { Bench } from '../bench/bench.ts';
import type { BenchDevice } from '../bench/bench-device.ts';
import type { BenchDeviceCommand, DevicesOnBench } from '../bench/devices.ts';
import type { WireFaultName } from '../bench/labels.ts';
import type { DockCommand } from './commands.ts';

const NOISE_BYTES = 12;

export interface DockContext {
  readonly bench: Bench;
  readonly backOffice: {
    readonly trouble: { set(trouble: BackOfficeTroubleName | null): void };
    readonly phone: { dismiss(message: string): void };
  };
}

/** A command without effect in the current state (a key on a sleeping terminal) does nothing. */
export function carryOut({ bench, backOffice }: DockContext, command: DockCommand): void {
  if (command.do === 'plug') plug(bench, command.device, command.plugged);
  else if (command.do === 'wire-fault') wireFault(bench, command.device, command.fault);
  else if (command.device === 'documentPrinter') bench.documentPrinter?.obey(command);
  else if (command.device === 'scanner') bench.scanner?.obey(command);
  else if (command.device === 'keypad') bench.keypad?.obey(command);
  else if (command.device === 'lines') bench.lines?.obey(command);
  else if (command.device === 'back-office') backOffice.trouble.set(command.trouble);
  else if (command.device === 'phone') backOffice.phone.dismiss(command.message);
  else if (command.device === 'all') heal({ bench, backOffice });
  else tell(bench.devices, command);
  bench.touched();
}

function tell(devices: DevicesOnBench, command: BenchDeviceCommand): void {
  const device: BenchDevice<BenchDeviceCommand, object> = devices[command.device];
  device.obey(command);
}

function plug({ cables }: Bench, device: CabledDeviceKind, plugged: boolean): void {
  if (plugged) cables[device].plug();
  else cables[device].unplug();
}

function wireFault({ cables }: Bench, device: CabledDeviceKind, fault: WireFaultName): void {
  const { faults } = cables[device];
  switch (fault) {
    case 'noise':
      faults.noise(NOISE_BYTES);
      break;
    case 'drop':
    case 'flip':
      faults.next({ do: fault });
      break;
    case 'unplug-after-12':
      faults.next({ do: 'unplug', afterBytes: 12 });
      break;
    default:
      fault satisfies never;
  }
}

function heal({ bench, backOffice }: DockContext): void {
  for (const name of CABLED_KINDS) {
    bench.cables[name].faults.clear();
    bench.cables[name].plug();
  }
  for (const name of CABLED_KINDS) bench.devices[name].heal();
  bench.documentPrinter?.heal();
  bench.scanner?.heal();
  bench.keypad?.heal();
  bench.lines?.heal();
  backOffice.trouble.set(null);
}
