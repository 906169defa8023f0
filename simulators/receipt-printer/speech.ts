import type { Clock } from '../../drivers/clock.ts';
import type { StatusQuestion } from '../../drivers/receipt-printer/escpos/status.ts';
import type { PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { Command, RealTimeCommand } from '../../drivers/receipt-printer/paper/command.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import { ETB_COUNTS, starBlockOf } from '../../drivers/receipt-printer/star/status.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import { createAnswers, type PrinterFault } from './answers.ts';
import { asbBlock, type Dialect, identityOf } from './dialect.ts';

/** What a printer says, in the language of its model. */
export interface Speech {
  /** The sensors may have changed. */
  look(): void;
  /** A command that asks or sets what is told; `false`: it does neither. */
  hear(command: Command): boolean;
  /** After a real-time command emptied the buffer, where it did. */
  realTime(command: RealTimeCommand, emptied: boolean): void;
  /** Settings of before are forgotten. */
  forget(why: 'reset' | 'power'): void;
  close(): void;
}

export interface SpeechOptions {
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly dialect: Dialect;
  readonly faults: ArmedFaults<PrinterFault>;
  readonly bits: () => PrinterBits;
  readonly say: (bytes: Uint8Array) => void;
}

export const createSpeech = (options: SpeechOptions): Speech =>
  options.model.language === 'star' ? starSpeech(options) : escposSpeech(options);

function escposSpeech(options: SpeechOptions): Speech {
  const { model, dialect, bits, say } = options;
  const answers = createAnswers(options);
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
      if (command.kind === 'ask-queued') answers.toQueued(command.what);
      else if (command.kind === 'identify') {
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
      if (command.kind === 'ask-status') answers.toStatus(command.what as StatusQuestion);
      if (command.kind === 'clear-buffer' && emptied) say(Uint8Array.of(0x37, 0x25, 0x00));
    },
    forget(why) {
      if (why === 'power' || dialect.resetStopsStatus) mask = 0;
    },
    close: answers.close,
  };
}

/** Star's status is one block that says everything; its counter says how many ETB were executed. */
function starSpeech({ clock, dialect, faults, bits, say }: SpeechOptions): Speech {
  let on = false;
  let told = '';
  let count = 0;
  const late = new Set<unknown>();

  function tell(etbDone = false): void {
    told = starBlockOf(bits(), 0).join();
    say(starBlockOf(bits(), count, etbDone));
  }

  function tellLate(): void {
    const id = clock.setTimeout(() => {
      late.delete(id);
      tell();
    }, LATE_ANSWER_MS);
    late.add(id);
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
        // The block may be lost and the count is still there: whoever asks again learns of it.
        count = (count + 1) % ETB_COUNTS;
        if (faults.take('lost-evidence') === undefined && on) tell(true);
      } else if (command.kind === 'other' && command.name === 'ESC RS E') count = 0;
      else return false;
      return true;
    },
    realTime(command) {
      if (command.kind === 'clear-buffer') count = 0;
      if (command.kind !== 'ask-status') return;
      const fault = faults.take('lost-status', 'late-status', 'noise');
      if (fault === 'lost-status') return;
      if (fault === 'noise') say(Uint8Array.of(0xff, 0x80, 0xc0));
      if (fault === 'late-status') tellLate();
      else tell();
    },
    forget(why) {
      if (why !== 'power') return;
      on = false;
      count = 0;
    },
    close() {
      for (const id of late) clock.clearTimeout(id);
      late.clear();
    },
  };
}

/** As in `answers.ts`: after a driver has stopped waiting, in milliseconds. */
const LATE_ANSWER_MS = 1_200;
