import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/escpos/commands.ts';
import { createPaperMachine } from '../../drivers/receipt-printer/escpos/paper-machine.ts';
import type { Paper } from '../../drivers/receipt-printer/escpos/paper-rows.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/escpos/profile.ts';
import { asbOf, type PrinterBits, type StatusQuestion } from '../../drivers/receipt-printer/escpos/status.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { Wire } from '../wire.ts';
import { createAnswers, type PrinterFault } from './answers.ts';
import { type Dialect, EPSON_DIALECT, identityOf } from './dialect.ts';
import { createInbox } from './inbox.ts';
import { createRoll, NEAR_END_MM, ROLL_MM } from './roll.ts';

/** Down and up again. */
const CUT_MS = 350;
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
  onChange(listener: () => void): () => void;
  state(): EscposPrinterState;
  close(): void;
}

/**
 * A thermal printer at the other end of the wire: paper that moves in time, a knife, a cover, sensors and a buffer.
 * Offline it stops before the next line and keeps its buffer; real-time commands work all the same.
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
  let asbMask = 0;
  let told = '';
  let motion: unknown;
  let closed = false;
  const answers = createAnswers({ clock, faults, dialect, bits, say });
  const inbox = createInbox({ capacity: model.receiveBufferBytes, send: say, onRealTime: obey, empties });

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
    if (!closed) wire.write(bytes);
  }

  function tellStatus(): void {
    if (asbMask === 0 || !dialect.automaticStatus) return;
    const block = asbOf(bits());
    if (block.join() === told) return;
    told = block.join();
    say(block);
  }

  /** After anything physical happened. */
  function changed(): void {
    tellStatus();
    changes.emit();
    run();
  }

  function empties(command: RealTimeCommand): boolean {
    if (command.kind === 'clear-buffer') return model.clearsBuffer;
    return command.kind === 'recover' && command.how === 2 && (dialect.recoverAlwaysClears || cutterJammed);
  }

  function obey(command: RealTimeCommand): void {
    if (command.kind === 'ask-status') answers.toStatus(command.what as StatusQuestion);
    if (!empties(command)) return;
    machine.forgetLine();
    if (command.kind === 'clear-buffer') say(Uint8Array.of(0x37, 0x25, 0x00));
    changes.emit();
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
    switch (command.kind) {
      case 'ask-queued':
        answers.toQueued(command.what);
        break;
      case 'identify':
        say(identityOf(command.what, model));
        break;
      case 'status-back':
        asbMask = command.mask;
        told = '';
        tellStatus();
        break;
      default:
        print(command);
    }
  }

  function print(command: Command): void {
    if (command.kind === 'initialise') asbMask = dialect.resetStopsStatus ? 0 : asbMask;
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

  const unlisten = wire.onBytes((bytes) => {
    inbox.receive(bytes);
    run();
  });

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
      asbMask = 0;
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
    onChange: changes.on,
    state: () => ({ paperLeftMm: roll.left(), coverOpen, cutterJammed }),
    close() {
      closed = true;
      unlisten();
      clock.clearTimeout(motion);
      answers.close();
      changes.clear();
    },
  };
}

const NEW_PRINTER: EscposPrinterState = { paperLeftMm: ROLL_MM, coverOpen: false, cutterJammed: false };
