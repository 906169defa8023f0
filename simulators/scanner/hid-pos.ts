import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { BOOT_KEYBOARD_DESCRIPTOR, encodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { encodeScan } from '../../drivers/scanner/hid-pos/codec.ts';
import type { ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { HidWire } from '../hid/wire.ts';
import { OPAQUE_POS_DESCRIPTOR, POS_DESCRIPTOR } from './descriptors.ts';
import { typedKeys } from './typing.ts';

/** `cut-short`: the last report of a scan is lost; `nonsense`: its first one says more bytes than it has. */
export type ScannerFault = 'cut-short' | 'nonsense';

export type ScannerMode = 'pos' | 'keyboard';

export interface ScannerState {
  readonly mode: ScannerMode;
  /** Whether the kiosk has it open, as far as the wire can tell. */
  readonly connected: boolean;
  /** A model that must be told to scan was told. */
  readonly enabled: boolean;
  readonly scans: number;
  readonly sending: boolean;
}

export interface HidPosScannerSimulator {
  /** Holds a code to it. A text is UTF-8. `aim` is `]Q1`, a QR code, unless told. */
  scan(code: string | Uint8Array, aim?: string): void;
  /** As the programming code for a mode does: it leaves the bus and comes back as something else. */
  setMode(mode: ScannerMode): void;
  readonly faults: ArmedFaults<ScannerFault>;
  state(): ScannerState;
  onChange(listener: () => void): () => void;
  close(): void;
}

/** A full-speed interrupt endpoint is polled at most so often; one report each time. */
const REPORT_EVERY_MS = 8;
/** From the beep to the first report. */
const FIRST_AFTER_MS = 20;

/** A whole scanner: what it presents itself as, and a wire to the kiosk. It is plugged in from the start. */
export function createHidPosScannerSimulator({
  wire,
  clock,
  model,
  serialNumber,
}: {
  readonly wire: HidWire;
  readonly clock: Clock;
  readonly model: ScannerModel;
  readonly serialNumber?: string;
}): HidPosScannerSimulator {
  const changes = emitter<void>();
  const faults = armedFaults<ScannerFault>();
  const timers = new Set<unknown>();
  let mode: ScannerMode = 'pos';
  let connected = false;
  let enabled = model.enable === undefined;
  let scans = 0;

  function present(): void {
    const pos = model.layout.aimAt === null ? OPAQUE_POS_DESCRIPTOR : POS_DESCRIPTOR;
    wire.present({
      vendorId: model.vendorId,
      productId: mode === 'keyboard' ? (model.keyboardProductId ?? model.productId) : model.productId,
      product: model.words,
      descriptor: mode === 'keyboard' ? BOOT_KEYBOARD_DESCRIPTOR : pos,
      ...(serialNumber === undefined ? {} : { serialNumber }),
    });
  }

  function stopSending(): void {
    for (const id of timers) clock.clearTimeout(id);
    timers.clear();
  }

  /** Every report has its own moment from now, so that one large step of a simulated clock still sends them all. */
  function send(reports: readonly Uint8Array[]): void {
    reports.forEach((report, index) => {
      const id = clock.setTimeout(
        () => {
          timers.delete(id);
          wire.write(report);
          if (timers.size === 0) changes.emit();
        },
        FIRST_AFTER_MS + index * REPORT_EVERY_MS,
      );
      timers.add(id);
    });
    changes.emit();
  }

  function reportsOf(code: string | Uint8Array, aim: string): readonly Uint8Array[] {
    if (mode === 'keyboard') {
      const text = typeof code === 'string' ? code : new TextDecoder('latin1').decode(code);
      return typedKeys(text).flatMap((keys) => [encodeKeys(keys), encodeKeys([])]);
    }
    const data = typeof code === 'string' ? new TextEncoder().encode(code) : code;
    const reports = encodeScan(aim, data, model.layout);
    const fault = faults.take('cut-short', 'nonsense');
    if (fault === 'cut-short') return reports.slice(0, -1);
    if (fault === 'nonsense') reports[0]![model.layout.countAt] = 0xff;
    return reports;
  }

  const stopListening = wire.onConnected((now) => {
    connected = now;
    // Its power goes with the cable.
    if (!now) {
      stopSending();
      enabled = model.enable === undefined;
    }
    changes.emit();
  });
  wire.serve({
    get: () => null,
    set(reportId, body) {
      if (reportId !== model.enable?.reportId) return false;
      enabled = model.enable.body.every((byte, index) => byte === body[index]);
      changes.emit();
      return true;
    },
  });
  present();

  return {
    scan(code, aim = ']Q1') {
      scans += 1;
      if (mode === 'pos' && !enabled) return changes.emit();
      send(reportsOf(code, aim));
    },
    setMode(next) {
      if (next === mode) return;
      stopSending();
      mode = next;
      present();
      changes.emit();
    },
    faults,
    state: () => ({ mode, connected, enabled, scans, sending: timers.size > 0 }),
    onChange: changes.on,
    close() {
      stopSending();
      stopListening();
      changes.clear();
    },
  };
}
