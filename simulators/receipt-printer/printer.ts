import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { commandLanguageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import type { PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/paper/command.ts';
import { createPaperMachine, type PaperMachine } from '../../drivers/receipt-printer/paper/paper-machine.ts';
import type { Paper } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { armedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import { createPrinterAnswers, PRINTER_FAULTS, type PrinterAnswers } from './answers.ts';
import { type Dialect, EPSON_DIALECT } from './dialect.ts';
import { ReceiveBuffer } from './receive-buffer.ts';
import { createRoll, NEAR_END_MM, ROLL_MM, type Roll } from './roll.ts';
import { bitsOf, type PrinterError, type PrinterState } from './sensors.ts';
import { createUart, type Uart } from './uart.ts';

/** Down and up. */
const CUT_MS = 350;
const XON = 0x11;
const XOFF = 0x13;
/** A simulator may print for days. */
const KEPT_PAPERS = 100;

const NEW_PRINTER: PrinterState = { paperLeftMm: ROLL_MM, coverOpen: false, cutterJammed: false };

/** Options of `createPrinterSimulator`. */
export interface PrinterSimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly saved?: PrinterState | undefined;
  readonly dialect?: Partial<Dialect>;
  /** Absent: bytes arrive at once, as on TCP. */
  readonly baudRate?: number | undefined;
}

/** Simulated receipt printer (see `createPrinterSimulator`). */
export class PrinterSimulator {
  readonly faults = armedFaults(PRINTER_FAULTS);
  readonly #changes = emitter<void>();
  readonly onChange = this.#changes.on;
  readonly #papers: Paper[] = [];
  readonly #scraps: Paper[] = [];
  readonly #roll: Roll;
  readonly #buffer: ReceiveBuffer;
  readonly #machine: PaperMachine;
  #coverOpen: boolean;
  #cutterJammed: boolean;
  #error: PrinterError | null = null;
  readonly #options: PrinterSimulatorOptions;
  readonly #dialect: Dialect;
  readonly #answers: PrinterAnswers;
  readonly #fromHost: Uart | undefined;
  readonly #towardsHost: Uart | undefined;
  readonly #stopListening: () => void;
  #motion: unknown;
  #closed = false;

  constructor(options: PrinterSimulatorOptions) {
    const { wire, clock, model, baudRate, saved = NEW_PRINTER } = options;
    this.#options = options;
    this.#dialect = { ...EPSON_DIALECT, ...options.dialect };
    this.#roll = createRoll(saved.paperLeftMm);
    this.#coverOpen = saved.coverOpen;
    this.#cutterJammed = saved.cutterJammed;
    this.#machine = createPaperMachine(model);
    const say = (bytes: Uint8Array) => this.#say(bytes);
    this.#answers = createPrinterAnswers({
      clock,
      model,
      dialect: this.#dialect,
      faults: this.faults,
      say,
      bits: () => this.bits(),
    });
    this.#buffer = new ReceiveBuffer({
      createParser: commandLanguageOf(model).createParser,
      capacity: model.receiveBufferBytes,
      work: () => this.#run(),
      onRealTime: (command) => this.#obey(command),
      empties: (command) => this.#empties(command),
      lossless: wire.hold !== undefined,
      hold: wire.hold ?? ((on) => say(Uint8Array.of(on ? XOFF : XON))),
    });
    const receive = (bytes: Uint8Array) => this.#buffer.receive(bytes);
    if (baudRate !== undefined) {
      this.#fromHost = createUart(clock, baudRate, receive);
      this.#towardsHost = createUart(clock, baudRate, (bytes) => wire.write(bytes));
    }
    this.#stopListening = wire.onBytes(this.#fromHost?.put ?? receive);
  }

  /** `full` or `low` after `out` is a new roll: the hanging paper is torn off. */
  setPaper(supply: 'full' | 'low' | 'out'): void {
    if (supply === 'out') this.#load(0);
    else this.#newRoll(supply === 'full' ? ROLL_MM : NEAR_END_MM / 2);
  }

  paperOutAfter(mm: number): void {
    this.#roll.endAfter(mm);
    this.#changed();
  }

  refill(): void {
    this.#newRoll(ROLL_MM);
  }

  openCover(): void {
    this.#coverOpen = true;
    this.#changed();
  }

  closeCover(): void {
    this.#coverOpen = false;
    this.#changed();
  }

  cutterError(on: boolean): void {
    this.#cutterJammed = on;
    this.#changed();
  }

  /** `null` clears the fault, as a power cycle does. */
  fail(error: PrinterError | null): void {
    this.#error = error;
    this.#changed();
  }

  /** On a model without a cutter, this takes the receipt. */
  tear(): void {
    this.#tearInto(this.#options.model.cutter ? this.#scraps : this.#papers);
    this.#changed();
  }

  /** Cut, or torn off whole on a model without a cutter; oldest first. */
  papers(): readonly Paper[] {
    return this.#papers;
  }

  /** Papers torn off by a new roll, or by hand on a model with a cutter. */
  scraps(): readonly Paper[] {
    return this.#scraps;
  }

  current(): Paper {
    return this.#machine.current();
  }

  state(): PrinterState {
    return { paperLeftMm: this.paperLeftMm, coverOpen: this.#coverOpen, cutterJammed: this.#cutterJammed };
  }

  bits(): PrinterBits {
    return bitsOf({ ...this.state(), error: this.#error }, this.#options.model, this.#dialect);
  }

  get error(): PrinterError | null {
    return this.#error;
  }

  get printing(): boolean {
    return this.#motion !== undefined;
  }

  get paperLeftMm(): number {
    return this.#roll.left();
  }

  get bytesReceived(): number {
    return this.#buffer.received;
  }

  get bytesWaiting(): number {
    return this.#buffer.waiting;
  }

  get bytesLost(): number {
    return this.#buffer.lost;
  }

  /** Settings, glyphs and buffer are lost. */
  powerCycle(): void {
    this.#options.clock.clearTimeout(this.#motion);
    this.#motion = undefined;
    this.#buffer.clear();
    this.#machine.powerCycle();
    this.#error = null;
    this.#answers.forget('power');
    this.#changed();
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    this.#options.clock.clearTimeout(this.#motion);
    this.#answers.close();
    this.#fromHost?.clear();
    this.#towardsHost?.clear();
    this.#changes.clear();
  }

  #changed(): void {
    this.#answers.look();
    this.#changes.emit();
    this.#run();
  }

  #newRoll(mm: number): void {
    if (this.paperLeftMm <= 0) this.#tearInto(this.#scraps);
    this.#load(mm);
  }

  #load(mm: number): void {
    this.#roll.load(mm);
    this.#changed();
  }

  #tearInto(list: Paper[]): void {
    const torn = this.#machine.tearOff();
    if (torn.rows.length > 0) keep(list, torn);
  }

  #say(bytes: Uint8Array): void {
    if (this.#closed) return;
    if (this.#towardsHost) this.#towardsHost.put(bytes);
    else this.#options.wire.write(bytes);
  }

  #empties(command: RealTimeCommand): boolean {
    const { model } = this.#options;
    if (command.kind === 'clear-buffer') return model.clearsBuffer || model.language === 'star';
    const inError = this.#cutterJammed || this.#error !== null;
    return command.kind === 'recover' && command.how === 2 && (this.#dialect.recoverAlwaysClears || inError);
  }

  #obey(command: RealTimeCommand): void {
    const emptied = this.#empties(command);
    if (emptied) this.#machine.forgetLine();
    this.#answers.realTime(command, emptied);
    if (emptied) this.#changes.emit();
  }

  #run(): void {
    const buffer = this.#buffer;
    const roll = this.#roll;
    while (this.#motion === undefined && !this.#closed && !this.bits().offline) {
      const next = buffer.peek();
      if (!next) return;
      const { cutter } = this.#options.model;
      if (next.kind === 'cut' && cutter && roll.reach() < this.#machine.cutFeedMm(next)) {
        this.#move(roll.reach());
        return;
      }
      buffer.shift();
      this.#perform(next);
    }
  }

  #perform(command: Command): void {
    if (this.#answers.hear(command)) return;
    if (command.kind === 'initialise') this.#answers.forget('reset');
    const { movedMm, finished } = this.#machine.execute(command);
    if (finished) keep(this.#papers, finished);
    if (movedMm > 0 || finished) this.#move(movedMm, finished ? CUT_MS : 0);
  }

  /** All commands wait for the motor; then the sensors are read. */
  #move(mm: number, extraMs = 0): void {
    const { clock, model } = this.#options;
    this.#motion = clock.setTimeout(
      () => {
        this.#motion = undefined;
        this.#roll.pull(mm);
        this.#changed();
      },
      (mm / model.printMmPerSecond) * 1_000 + extraMs,
    );
    this.#changes.emit();
  }
}

function keep(list: Paper[], paper: Paper): void {
  list.push(paper);
  if (list.length > KEPT_PAPERS) list.shift();
}

/**
 * A simulated receipt printer that is switched on. Offline it stops before the next line and keeps its buffer; real-time commands still
 * work. When the buffer is full, the printer sends XOFF, then XON, on a wire without flow control (ESC/POS reference, "Handshaking"); on
 * TCP it stops reading.
 */
export const createPrinterSimulator = (options: PrinterSimulatorOptions): PrinterSimulator =>
  new PrinterSimulator(options);
