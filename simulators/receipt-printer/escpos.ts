import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { languageOf } from '../../drivers/receipt-printer/dialects/language.ts';
import type { PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/paper/command.ts';
import { createPaperMachine } from '../../drivers/receipt-printer/paper/paper-machine.ts';
import type { Paper } from '../../drivers/receipt-printer/paper/paper-rows.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import type { PrinterFault } from './answers.ts';
import { type Dialect, EPSON_DIALECT } from './dialect.ts';
import { createInbox } from './inbox.ts';
import { createRoll, NEAR_END_MM, ROLL_MM } from './roll.ts';
import { createSpeech } from './speech.ts';
import { createUart } from './uart.ts';

/** Down and up again. */
const CUT_MS = 350;
const XON = 0x11;
const XOFF = 0x13;
/** Papers kept to be looked at; a simulator may print for days. */
const KEPT_PAPERS = 100;
/** What a power cut does not change. JSON. */
export interface EscposPrinterState {
  readonly paperLeftMm: number;
  readonly coverOpen: boolean;
  readonly cutterJammed: boolean;
}

export interface EscposPrinterSimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly saved?: EscposPrinterState;
  readonly dialect?: Partial<Dialect>;
  /** Bytes take their time on the line, both ways. Without it they are there at once, as on TCP. */
  readonly baudRate?: number;
}

export interface EscposPrinterSimulator {
  /** `full` and `low` after `out` are a new roll: what hung out is torn off. */
  setPaper(supply: 'full' | 'low' | 'out'): void;
  /** The paper ends after this much more, without a word from the near-end sensor. */
  paperOutAfter(mm: number): void;
  refill(): void;
  openCover(): void;
  closeCover(): void;
  cutterError(on: boolean): void;
  /** Tears off what hangs out. On a model without a cutter that is how a receipt is taken. */
  tear(): void;
  /** Off and on: settings, glyphs and everything in the buffer are gone. */
  powerCycle(): void;
  readonly faults: ArmedFaults<PrinterFault>;
  /** Cut, or torn off whole on a model without a cutter; the oldest first. */
  papers(): readonly Paper[];
  /** Torn off unfinished, when paper was changed or by hand. */
  scraps(): readonly Paper[];
  /** What hangs out now. */
  current(): Paper;
  /** The roll, the cover and the knife as the sensors see them. */
  bits(): PrinterBits;
  readonly printing: boolean;
  readonly paperLeftMm: number;
  readonly bytesReceived: number;
  /** Received and not printed yet. */
  readonly bytesWaiting: number;
  /** Came when the buffer was full, and are gone. */
  readonly bytesLost: number;
  onChange(listener: () => void): () => void;
  state(): EscposPrinterState;
  close(): void;
}

/**
 * A thermal printer at the other end of the wire: paper that moves in time, a knife, a cover, sensors and a buffer. It
 * speaks the language of its model. Offline it stops before the next line and keeps its buffer; real-time commands work all the same.
 * A full buffer says XOFF and then XON on a wire without flow control (ESC/POS reference, "Handshaking"); on TCP it reads no further.
 */
export function createEscposPrinterSimulator(options: EscposPrinterSimulatorOptions): EscposPrinterSimulator {
  const { wire, clock, model } = options;
  const dialect: Dialect = { ...EPSON_DIALECT, ...options.dialect };
  const faults = armedFaults<PrinterFault>();
  const machine = createPaperMachine(model);
  const changes = emitter<void>();
  const papers: Paper[] = [];
  const scraps: Paper[] = [];
  let { coverOpen, cutterJammed } = options.saved ?? NEW_PRINTER;
  const roll = createRoll((options.saved ?? NEW_PRINTER).paperLeftMm);
  let motion: unknown;
  let closed = false;
  const send = (bytes: Uint8Array) => wire.write(bytes);
  const towardsHost = options.baudRate === undefined ? undefined : createUart(clock, options.baudRate, send);
  const speech = createSpeech({ clock, model, dialect, faults, bits, say });
  const { createParser } = languageOf(model);
  const inbox = createInbox({
    ...{ createParser, capacity: model.receiveBufferBytes, work: run, onRealTime: obey, empties },
    lossless: wire.hold !== undefined,
    hold: wire.hold ?? ((on) => say(Uint8Array.of(on ? XOFF : XON))),
  });

  function bits(): PrinterBits {
    const paperEnd = roll.left() <= 0;
    return {
      offline: coverOpen || paperEnd || cutterJammed,
      feedButton: false,
      coverOpen,
      stoppedByPaperEnd: paperEnd,
      recoverableError: false,
      cutterError: cutterJammed,
      unrecoverableError: false,
      autoRecoverableError: false,
      paperNearEnd: model.nearEndSensor && roll.left() < NEAR_END_MM && (!paperEnd || dialect.nearEndAtPaperEnd),
      paperEnd,
    };
  }

  function say(bytes: Uint8Array): void {
    if (closed) return;
    if (towardsHost) towardsHost.put(bytes);
    else send(bytes);
  }

  /** After anything physical happened. */
  function changed(): void {
    speech.look();
    changes.emit();
    run();
  }

  function empties(command: RealTimeCommand): boolean {
    if (command.kind === 'clear-buffer') return model.clearsBuffer || model.language === 'star';
    return command.kind === 'recover' && command.how === 2 && (dialect.recoverAlwaysClears || cutterJammed);
  }

  function obey(command: RealTimeCommand): void {
    const emptied = empties(command);
    if (emptied) machine.forgetLine();
    speech.realTime(command, emptied);
    if (emptied) changes.emit();
  }

  function run(): void {
    while (motion === undefined && !closed && !bits().offline) {
      const next = inbox.peek();
      if (!next) return;
      if (next.kind === 'cut' && model.cutter && roll.reach() < machine.cutFeedMm(next.feedUnits)) {
        // The paper ends on its way to the knife: nothing is cut, and the knife still waits for it.
        move(roll.reach());
        return;
      }
      inbox.shift();
      perform(next);
    }
  }

  function perform(command: Command): void {
    if (speech.hear(command)) return;
    if (command.kind === 'initialise') speech.forget('reset');
    const { movedMm, finished } = machine.execute(command);
    if (finished) keep(papers, finished);
    if (movedMm > 0 || finished) move(movedMm, finished ? CUT_MS : 0);
  }

  /** The motor runs: nothing else happens until it stops, and then the sensors look. */
  function move(mm: number, extraMs = 0): void {
    motion = clock.setTimeout(
      () => {
        motion = undefined;
        roll.pull(mm);
        changed();
      },
      (mm / model.printMmPerSecond) * 1_000 + extraMs,
    );
    changes.emit();
  }

  function keep(list: Paper[], paper: Paper): void {
    list.push(paper);
    if (list.length > KEPT_PAPERS) list.shift();
  }

  function tearInto(list: Paper[]): void {
    const torn = machine.tearOff();
    if (torn.rows.length > 0) keep(list, torn);
  }

  function newRoll(mm: number): void {
    if (roll.left() <= 0) tearInto(scraps);
    roll.load(mm);
    changed();
  }

  const fromHost = options.baudRate === undefined ? undefined : createUart(clock, options.baudRate, inbox.receive);
  const unlisten = wire.onBytes(fromHost ? fromHost.put : inbox.receive);

  return {
    setPaper(supply) {
      if (supply === 'out') {
        roll.load(0);
        changed();
      } else newRoll(supply === 'full' ? ROLL_MM : NEAR_END_MM / 2);
    },
    paperOutAfter(mm) {
      roll.endAfter(mm);
      changed();
    },
    refill: () => newRoll(ROLL_MM),
    openCover() {
      coverOpen = true;
      changed();
    },
    closeCover() {
      coverOpen = false;
      changed();
    },
    cutterError(on) {
      cutterJammed = on;
      changed();
    },
    tear() {
      tearInto(model.cutter ? scraps : papers);
      changed();
    },
    powerCycle() {
      clock.clearTimeout(motion);
      motion = undefined;
      inbox.clear();
      machine.powerCycle();
      speech.forget('power');
      changed();
    },
    faults,
    papers: () => papers,
    scraps: () => scraps,
    current: machine.current,
    bits,
    get printing() {
      return motion !== undefined;
    },
    get paperLeftMm() {
      return roll.left();
    },
    get bytesReceived() {
      return inbox.received();
    },
    get bytesWaiting() {
      return inbox.waiting();
    },
    get bytesLost() {
      return inbox.lost();
    },
    onChange: changes.on,
    state: () => ({ paperLeftMm: roll.left(), coverOpen, cutterJammed }),
    close() {
      closed = true;
      unlisten();
      clock.clearTimeout(motion);
      speech.close();
      fromHost?.clear();
      towardsHost?.clear();
      changes.clear();
    },
  };
}

const NEW_PRINTER: EscposPrinterState = { paperLeftMm: ROLL_MM, coverOpen: false, cutterJammed: false };
