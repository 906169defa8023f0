import type { Clock } from '../../drivers/clock.ts';
import type { DleEotQuestion } from '../../drivers/receipt-printer/escpos/status.ts';
import type { PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/paper/command.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { ETB_COUNTS, starBlockOf } from '../../drivers/receipt-printer/star/status.ts';
import { Timers } from '../device/timers.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import { asbBlock, type Dialect, identityOf, sensorAnswer, statusAnswer } from './dialect.ts';

export const PRINTER_FAULTS = [
  /** One real-time question gets no answer. */
  'lost-status',
  /** One real-time answer comes after the driver's timeout. */
  'late-status',
  /** One `GS r` gets no answer, although all before it was printed. */
  'lost-evidence',
  /** Noise comes before the next real-time answer. */
  'noise',
] as const;

export type PrinterFault = (typeof PRINTER_FAULTS)[number];

export interface PrinterAnswers {
  look(): void;
  /** `false`: the command is not about status or settings. */
  hear(command: Command): boolean;
  realTime(command: RealTimeCommand, emptied: boolean): void;
  forget(why: 'reset' | 'power'): void;
  close(): void;
}

export interface PrinterAnswersOptions {
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly dialect: Dialect;
  readonly faults: ArmedFaults<PrinterFault>;
  readonly bits: () => PrinterBits;
  readonly say: (bytes: Uint8Array) => void;
}

/** Delay in milliseconds; drivers give up earlier. */
const LATE_ANSWER_MS = 1_200;
/** Bytes that neither start nor end an answer. */
const ESCPOS_NOISE = Uint8Array.of(0xff, 0x80, 0xc1);
const STAR_NOISE = Uint8Array.of(0xff, 0x80, 0xc0);

/**
 * Answers of a printer in the language of its model, with its faults. Sensors are read at the question: a late answer has old states. A
 * Star block has all states and the number of executed ETB commands. ETB counts even if the block is lost: the driver can ask again.
 */
export const createPrinterAnswers = (options: PrinterAnswersOptions): PrinterAnswers =>
  options.model.language === 'star' ? starAnswers(options) : escposAnswers(options);

function answerNow({ faults, say }: PrinterAnswersOptions, late: Timers, noise: Uint8Array, answer: () => void): void {
  const fault = faults.take('lost-status', 'late-status', 'noise');
  if (fault === 'lost-status') return;
  if (fault === 'noise') say(noise);
  if (fault === 'late-status') late.after(LATE_ANSWER_MS, answer);
  else answer();
}

function escposAnswers(options: PrinterAnswersOptions): PrinterAnswers {
  const { model, dialect, faults, bits, say } = options;
  const late = new Timers(options.clock);
  let mask = 0;
  let told = '';

  function look(): void {
    if (mask === 0 || !dialect.automaticStatus) return;
    const block = asbBlock(bits(), dialect);
    if (block.join() === told) return;
    told = block.join();
    say(block);
  }

  return {
    look,
    hear(command) {
      if (command.kind === 'ask-queued') {
        if (faults.take('lost-evidence') === undefined) say(Uint8Array.of(sensorAnswer(bits(), command.what, dialect)));
      } else if (command.kind === 'identify') {
        const identity = identityOf(command.what, model);
        if (identity) say(identity);
      } else if (command.kind === 'status-back') {
        mask = command.mask;
        told = '';
        look();
      } else return false;
      return true;
    },
    realTime(command, emptied) {
      if (command.kind === 'ask-status') {
        const answer = Uint8Array.of(statusAnswer(bits(), command.what as DleEotQuestion, dialect));
        answerNow(options, late, ESCPOS_NOISE, () => say(answer));
      }
      if (command.kind === 'clear-buffer' && emptied) say(Uint8Array.of(0x37, 0x25, 0x00));
    },
    forget(why) {
      if (why === 'power' || dialect.resetStopsStatus) mask = 0;
    },
    close: () => late.clear(),
  };
}

function starAnswers(options: PrinterAnswersOptions): PrinterAnswers {
  const { dialect, faults, bits, say } = options;
  const late = new Timers(options.clock);
  let on = false;
  let told = '';
  let count = 0;

  function tell(etbDone = false): void {
    told = starBlockOf(bits(), 0).join();
    say(starBlockOf(bits(), count, etbDone));
  }

  return {
    look() {
      if (on && dialect.automaticStatus && starBlockOf(bits(), 0).join() !== told) tell();
    },
    hear(command) {
      if (command.kind === 'status-back') {
        on = command.mask !== 0;
        if (on) tell();
      } else if (command.kind === 'ask-queued') {
        count = (count + 1) % ETB_COUNTS;
        if (faults.take('lost-evidence') === undefined && on) tell(true);
      } else if (command.kind === 'other' && command.name === 'ESC RS E') count = 0;
      else return false;
      return true;
    },
    realTime(command) {
      if (command.kind === 'clear-buffer') count = 0;
      if (command.kind === 'ask-status') answerNow(options, late, STAR_NOISE, tell);
    },
    forget(why) {
      if (why !== 'power') return;
      on = false;
      count = 0;
    },
    close: () => late.clear(),
  };
}
