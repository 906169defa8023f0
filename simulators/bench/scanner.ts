import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { SCANNER_MODELS, type ScannerModelName } from '../../drivers/scanner/hid-pos/profile.ts';
import { hidCable } from '../hid/cable.ts';
import { createHidPosScannerSimulator, type ScannerFault, type ScannerState } from '../scanner/hid-pos.ts';
import { armedNames, armFault } from './bench-device.ts';
import type { ScannerCommand } from './scanner-commands.ts';

/** Never has the text of a code. */
export interface ScannerDockState extends ScannerState {
  readonly plugged: boolean;
  readonly armed: readonly ScannerFault[];
}

export interface ScannerOnBenchOptions {
  readonly clock: Clock;
  readonly model: ScannerModelName;
}

/** The scanner of the bench, on a USB cable in memory. */
export function createScannerOnBench({ clock, model }: ScannerOnBenchOptions) {
  const cable = hidCable();
  const scanner = createHidPosScannerSimulator({ wire: cable.device, clock, model: SCANNER_MODELS[model] });
  const changed = emitter<void>();
  scanner.onChange(() => changed.emit());
  const plug = (plugged: boolean) => (plugged ? cable.plug() : cable.unplug());
  return {
    cable,
    onChange: changed.on,
    part: (): ScannerDockState => ({ ...scanner.state(), plugged: cable.plugged, armed: armedNames(scanner.faults) }),
    obey(command: ScannerCommand): void {
      if (command.do === 'plugged') plug(command.plugged);
      else if (command.do === 'scan') scanner.scan(command.code);
      else if (command.do === 'mode') scanner.setMode(command.mode);
      else armFault(scanner.faults, command.fault, command.on);
      changed.emit();
    },
    heal(): void {
      scanner.faults.clear();
      scanner.setMode('pos');
      plug(true);
    },
    close(): void {
      scanner.close();
      changed.clear();
    },
  };
}

export type ScannerOnBench = ReturnType<typeof createScannerOnBench>;
