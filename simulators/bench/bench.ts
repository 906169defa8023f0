import { join } from 'node:path';
import type { Clock } from '../../drivers/clock.ts';
import { CABLED_KINDS, type CabledDeviceKind } from '../../drivers/device-kinds.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type Cable, cable } from '../../drivers/link/pair.ts';
import { type WireFaults, withWireFaults } from '../faults/wire-faults.ts';
import { stateFile } from '../state-files.ts';
import type { BenchSettings } from './bench-device.ts';
import { DEVICES, type DevicesOnBench, mapDeviceKinds } from './devices.ts';
import type { DocumentPrinterOnBench } from './document-printer.ts';
import type { KeypadOnBench } from './keypad.ts';
import type { LinesOnBench } from './lines.ts';
import type { ScannerOnBench } from './scanner.ts';

export type FaultyCable = Cable & { readonly faults: WireFaults };

export interface BenchOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly now: () => Date;
  readonly settings: BenchSettings;
  readonly documentPrinter: DocumentPrinterOnBench | null;
  readonly scanner: ScannerOnBench | null;
  readonly keypad: KeypadOnBench | null;
  readonly lines: LinesOnBench | null;
  readonly stateDir: string;
  readonly random: (who: string) => () => number;
}

export interface Bench {
  readonly seed: number;
  readonly clock: Clock;
  readonly cables: Readonly<Record<CabledDeviceKind, FaultyCable>>;
  readonly devices: DevicesOnBench;
  readonly documentPrinter: DocumentPrinterOnBench | null;
  readonly scanner: ScannerOnBench | null;
  readonly keypad: KeypadOnBench | null;
  readonly lines: LinesOnBench | null;
  connected(device: CabledDeviceKind): boolean;
  onChange(listener: () => void): () => void;
  /** After a change without an event: armed faults, the back office's trouble. */
  touched(): void;
  close(): void;
}

/** Puts all devices on the bench. Throws if a state file is damaged. */
export function createBench(options: BenchOptions): Bench {
  const { seed, clock, now, settings, stateDir, random, documentPrinter, scanner, keypad, lines } = options;
  const changed = emitter<void>();
  const touched = () => changed.emit();
  const connected = new Set<CabledDeviceKind>();
  const cables = mapDeviceKinds((name) => withWireFaults(cable(), clock, random(name)));
  const devices = mapDeviceKinds((name) =>
    DEVICES[name].put({
      clock,
      now,
      settings,
      wire: cables[name].device,
      random: () => random(`${name} itself`),
      memory: () => stateFile(join(stateDir, `${name}.json`)),
    }),
  ) as DevicesOnBench;
  documentPrinter?.onChange(touched);
  scanner?.onChange(touched);
  keypad?.onChange(touched);
  lines?.onChange(touched);
  for (const name of CABLED_KINDS) {
    cables[name].device.onConnected((isOpen) => {
      if (isOpen) connected.add(name);
      else connected.delete(name);
      touched();
    });
    devices[name].onChange(touched);
  }
  return {
    seed,
    clock,
    cables,
    devices,
    documentPrinter,
    scanner,
    keypad,
    lines,
    touched,
    connected: (name) => connected.has(name),
    onChange: changed.on,
    close() {
      for (const name of CABLED_KINDS) devices[name].close();
      documentPrinter?.close();
      scanner?.close();
      keypad?.close();
      lines?.close();
    },
  };
}
