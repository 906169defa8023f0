import { type Clock, pause } from '../../drivers/clock.ts';
import { decodeIpp } from '../../drivers/document-printer/ipp/decode.ts';
import { encodeIpp } from '../../drivers/document-printer/ipp/encode.ts';
import type { IppMessage } from '../../drivers/document-printer/ipp/message.ts';
import { nameInTable, OPERATIONS, type PrinterState } from '../../drivers/document-printer/ipp/tags.ts';
import { emitter } from '../../drivers/emitter.ts';
import { armedFaults } from '../faults/armed.ts';
import { answerTo, type IppPrinterParts } from './answers.ts';
import { DOCUMENT_PRINTER_FAULTS } from './faults.ts';
import type { SimulatedJob } from './job.ts';
import {
  type DocumentPrinterState,
  NEW_DOCUMENT_PRINTER,
  type Sheet,
  SheetMechanism,
  TRAY_SHEETS,
} from './mechanism.ts';

const ANSWER_MS = 20;
const SLOW_MS = 7_000;

/** Options of `createDocumentPrinterSimulator`. */
export interface DocumentPrinterSimulatorOptions {
  readonly clock: Clock;
  readonly saved?: DocumentPrinterState;
  /** Clients that ask for their own jobs get none, as on printers that require a password. */
  readonly anonymous?: boolean;
}

/** `null`: the connection breaks, or no answer comes. */
export type Answered = { readonly bytes: Uint8Array } | { readonly bytes: null; readonly hangsUp: boolean };

/** `cable.ts` and `http.ts` carry its requests and answers. */
export class DocumentPrinterSimulator {
  readonly faults = armedFaults(DOCUMENT_PRINTER_FAULTS);
  readonly #changes = emitter<void>();
  readonly onChange = this.#changes.on;
  readonly #clock: Clock;
  readonly #mechanism: SheetMechanism;
  readonly #anonymous: boolean;

  constructor({ clock, saved = NEW_DOCUMENT_PRINTER, anonymous = false }: DocumentPrinterSimulatorOptions) {
    this.#anonymous = anonymous;
    this.#clock = clock;
    this.#mechanism = new SheetMechanism(clock, saved, this.faults, () => this.#changes.emit());
  }

  async answer(bytes: Uint8Array): Promise<Answered> {
    const request = decodeIpp(bytes);
    if (this.faults.take('silent')) return { bytes: null, hangsUp: false };
    if (this.faults.take('nonsense')) return { bytes: new TextEncoder().encode('<html>503</html>') };
    if (!request.ok) return { bytes: null, hangsUp: true };
    const slow = this.faults.take('slow') !== undefined;
    const operation = nameInTable(OPERATIONS, request.value.code);
    if (operation === 'Get-Jobs' && this.faults.take('forget-jobs')) this.#mechanism.forgetJobs();
    if (this.#loses(operation, 'request')) return { bytes: null, hangsUp: true };
    const answer: IppMessage = answerTo(request.value, this.#desk());
    if (this.#loses(operation, 'answer')) return { bytes: null, hangsUp: true };
    await pause(this.#clock, slow ? SLOW_MS : ANSWER_MS);
    return { bytes: encodeIpp(answer) };
  }

  #desk(): IppPrinterParts {
    return { mechanism: this.#mechanism, faults: this.faults, anonymous: this.#anonymous };
  }

  #loses(operation: string | undefined, what: 'request' | 'answer'): boolean {
    const step = operation === 'Create-Job' ? 'create' : operation === 'Send-Document' ? 'document' : null;
    return step !== null && this.faults.take(`${step}-${what}-lost`) !== undefined;
  }

  state(): DocumentPrinterState {
    return this.#mechanism.state();
  }

  /** State and reasons (RFC 8011, 5.4.11 and 5.4.12) */
  condition(): { readonly state: PrinterState; readonly reasons: readonly string[] } {
    return { state: this.#mechanism.printerState(), reasons: this.#mechanism.reasons() };
  }

  /** Sets the sheets in the tray, 0 to 250. */
  setPaper(sheets: number): void {
    this.#mechanism.set({ sheetsLeft: sheets });
  }

  refill(): void {
    this.setPaper(TRAY_SHEETS);
  }

  setToner(percent: number): void {
    this.#mechanism.set({ tonerPercent: percent });
  }

  openCover(): void {
    this.#mechanism.set({ coverOpen: true });
  }

  closeCover(): void {
    this.#mechanism.set({ coverOpen: false });
  }

  /** Takes out the stuck sheet. */
  clearJam(): void {
    this.#mechanism.set({ jammed: false });
  }

  emptyOutput(): void {
    this.#mechanism.set({ outputFull: false });
  }

  hold(on: boolean): void {
    this.#mechanism.hold(on);
  }

  powerCycle(): void {
    this.#mechanism.powerCycle();
  }

  /** Oldest first. */
  sheets(): readonly Sheet[] {
    return this.#mechanism.sheets();
  }

  jobs(): readonly SimulatedJob[] {
    return this.#mechanism.jobs();
  }

  close(): void {
    this.#mechanism.close();
    this.#changes.clear();
  }
}

/** Switched on; see `DocumentPrinterSimulator`. */
export const createDocumentPrinterSimulator = (options: DocumentPrinterSimulatorOptions): DocumentPrinterSimulator =>
  new DocumentPrinterSimulator(options);
