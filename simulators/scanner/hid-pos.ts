import type { Clock } from '../../drivers/clock.ts';
import type { HidWire } from '../../drivers/hid/wire.ts';
import { BOOT_KEYBOARD_DESCRIPTOR, encodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { encodeScan } from '../../drivers/scanner/hid-pos/codec.ts';
import type { ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { DeviceOnWire } from '../device/device-on-wire.ts';
import { DeliveriesInOrder } from '../device/timers.ts';
import { OPAQUE_POS_DESCRIPTOR, POS_DESCRIPTOR } from './descriptors.ts';
import { typedKeys } from './typing.ts';

/** `cut-short`: a scan's last report is lost; `nonsense`: the first report's count exceeds its data. */
const SCANNER_FAULTS = ['cut-short', 'nonsense'] as const;

export type ScannerFault = (typeof SCANNER_FAULTS)[number];

/** HID POS, or a typing keyboard. */
export type ScannerMode = 'pos' | 'keyboard';

/** State of a simulated scanner. */
export interface ScannerState {
  readonly mode: ScannerMode;
  /** Whether opened by the kiosk, if the wire can tell. */
  readonly connected: boolean;
  /** Whether a model that must be enabled is enabled. */
  readonly enabled: boolean;
  readonly scans: number;
  readonly sending: boolean;
}

/** Full-speed interrupt endpoint: one report each 8 ms poll. */
const REPORT_EVERY_MS = 8;
const FIRST_AFTER_MS = 20;

/** Options of `createHidPosScannerSimulator`. */
export interface ScannerOptions {
  readonly wire: HidWire;
  readonly clock: Clock;
  readonly model: ScannerModel;
  readonly serialNumber?: string;
}

class HidPosScannerSimulator extends DeviceOnWire<ScannerState, ScannerFault> {
  readonly #options: ScannerOptions;
  readonly #reports: DeliveriesInOrder<Uint8Array>;
  #mode: ScannerMode = 'pos';
  #enabled: boolean;
  #scans = 0;

  constructor(options: ScannerOptions) {
    const { wire, clock, model } = options;
    super(clock, SCANNER_FAULTS);
    this.#options = options;
    this.#reports = new DeliveriesInOrder(clock, (report) => {
      wire.write(report);
      if (this.#reports.count === 0) this.changed();
    });
    this.#enabled = model.enable === undefined;
    wire.serve((reportId, body) => {
      if (reportId !== model.enable?.reportId) return false;
      this.#enabled = model.enable.body.every((byte, index) => byte === body[index]);
      this.changed();
      return true;
    });
    this.listenTo(wire);
    this.#present();
  }

  state(): ScannerState {
    const { connected } = this;
    const sending = this.#reports.count > 0;
    return { mode: this.#mode, connected, enabled: this.#enabled, scans: this.#scans, sending };
  }

  /** Text as UTF-8. Default `aim`: `]Q1`, a QR code. */
  scan(code: string | Uint8Array, aim = ']Q1'): void {
    this.#scans += 1;
    if (this.#mode === 'keyboard' || this.#enabled) this.#send(this.#reportsOf(code, aim));
    this.changed();
  }

  /** Leaves the bus and returns with the other presentation. */
  setMode(mode: ScannerMode): void {
    if (mode === this.#mode) return;
    this.stop();
    this.#mode = mode;
    this.#present();
    this.changed();
  }

  protected override stop(): void {
    super.stop();
    this.#reports.clear();
  }

  protected override losePower(): void {
    this.stop();
    this.#enabled = this.#options.model.enable === undefined;
  }

  #present(): void {
    const { wire, model, serialNumber } = this.#options;
    const isKeyboard = this.#mode === 'keyboard';
    const pos = model.layout.aimAt === null ? OPAQUE_POS_DESCRIPTOR : POS_DESCRIPTOR;
    wire.present({
      vendorId: model.vendorId,
      productId: isKeyboard ? (model.keyboardProductId ?? model.productId) : model.productId,
      product: model.words,
      descriptor: isKeyboard ? BOOT_KEYBOARD_DESCRIPTOR : pos,
      serialNumber,
    });
  }

  #send(reports: readonly Uint8Array[]): void {
    for (const [index, report] of reports.entries())
      this.#reports.push(report, FIRST_AFTER_MS + index * REPORT_EVERY_MS);
  }

  #reportsOf(code: string | Uint8Array, aim: string): readonly Uint8Array[] {
    if (this.#mode === 'keyboard') {
      const text = typeof code === 'string' ? code : new TextDecoder('latin1').decode(code);
      return typedKeys(text).flatMap((keys) => [encodeKeys(keys), encodeKeys([])]);
    }
    const { layout } = this.#options.model;
    const reports = encodeScan(aim, typeof code === 'string' ? new TextEncoder().encode(code) : code, layout);
    const fault = this.faults.take('cut-short', 'nonsense');
    if (fault === 'cut-short') return reports.slice(0, -1);
    if (fault === 'nonsense') reports[0]![layout.countAt] = 0xff;
    return reports;
  }
}

/** A scanner that is plugged in. */
export const createHidPosScannerSimulator = (options: ScannerOptions) => new HidPosScannerSimulator(options);
