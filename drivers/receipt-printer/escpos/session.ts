import { aborted, abortTogether } from '../../abort.ts';
import { concatBytes } from '../../bytes.ts';
import type { Clock } from '../../clock.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { Flow } from '../job/flow.ts';
import { type LineTimings, PrinterLine } from '../job/line.ts';
import { blockOf } from '../job/printer-bits.ts';
import { BaseSession, type EvidenceListener } from '../job/session.ts';
import type { Command } from '../paper/command.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { encodeCommand } from './commands.ts';
import { createPrinterFramer, type PrinterMessage } from './framer.ts';
import { bitsOfAsb, mergeAnswer, type StatusQuestion } from './status.ts';

/** All in milliseconds. */
export interface SessionTimings extends LineTimings {
  /** After a lost answer: silence until the last byte counts as the newest answer. */
  readonly settle: number;
  /** Longest time to print what an uncleared buffer holds. */
  readonly rest: number;
  /** Longer than printing and cutting the rest of a burst: 20 mm take 350 ms on the slowest motor, a cut as long. */
  readonly quiet: number;
}

export const SESSION_TIMINGS: SessionTimings = { answer: 1_000, settle: 400, gap: 100, rest: 2_000, quiet: 1_000 };

/** `GS a`: report changes of on/offline, errors and paper. Not bit 0, the drawer: a kiosk has none. */
export const STATUS_BACK: Command = { kind: 'status-back', mask: 0x0e };
/** `GS r 1`, the paper sensor. It is queued after the receipt: its answer confirms everything before it. */
const EVIDENCE = encodeCommand({ kind: 'ask-queued', what: 1 });
const START = concatBytes([encodeCommand({ kind: 'initialise' }), encodeCommand(STATUS_BACK)]);
/** Questions for why the printer is offline, and which error it has. */
const REASONS: readonly StatusQuestion[] = [2, 3];
/**
 * If a cable is pulled inside a command, the printer waits for the rest, and would take the next receipt for it. A printer that confirms no
 * clear buffer gets as many zeros as our longest command has bytes. Zeros are white dots in a picture, and have no effect elsewhere.
 */
const REST_OF_A_COMMAND = new Uint8Array(512);

type Message = Exclude<PrinterMessage, Flow>;

export interface SessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly timings: SessionTimings;
  readonly onDiscarded: OnDiscarded;
}

/** One open link to an ESC/POS printer. Asks one question at a time and stores the last status. */
export class EscposSession extends BaseSession<Message> {
  readonly #options: SessionOptions;
  readonly #questions: ReturnType<typeof createQuestions>;
  /** Whether the printer holds no bytes from before this session, and no older answer is pending. */
  #synced: boolean;

  constructor(options: SessionOptions) {
    const { clock, timings } = options;
    super(new PrinterLine({ ...options, framer: createPrinterFramer(), take: (message) => this.#take(message) }));
    this.#options = options;
    this.#synced = options.model.clearsBuffer;
    this.#questions = createQuestions(this.line, clock, timings);
  }

  #take(message: Message): void {
    if (message.kind === 'asb') this.setBits(bitsOfAsb(message.bytes));
    if (message.kind === 'status' && !this.#questions.answered(message.byte)) {
      this.line.discard(Uint8Array.of(message.byte), 'an answer that came too late');
    }
  }

  /** Sets the bits only after all answers, so that old and new bits are never mixed. */
  async #ask(wanted: readonly StatusQuestion[], signal: AbortSignal): Promise<boolean> {
    const answers: [StatusQuestion, number][] = [];
    const put = async (question: StatusQuestion): Promise<boolean> => {
      const byte = await this.#questions.ask(question, signal);
      if (byte !== undefined) answers.push([question, byte]);
      return byte !== undefined;
    };
    const heard = () => answers.reduce((known, [question, byte]) => mergeAnswer(known, question, byte), this.bits());
    for (const question of wanted) if (!(await put(question))) return false;
    // Ask for reasons only while there is trouble to explain, and until it is gone.
    const told = new Set(wanted);
    if (heard().offline || blockOf(heard()) !== null) {
      for (const question of REASONS) if (!told.has(question) && !(await put(question))) return false;
    }
    this.setBits(heard());
    return true;
  }

  /**
   * A printer with an uncleared buffer prints its rest, and answers a question of the failed job. That answer must not confirm the next
   * job. So a new question follows, and then the line must be quiet for longer than a burst takes to print.
   */
  async #sync(signal: AbortSignal): Promise<boolean> {
    const { rest, quiet } = this.#options.timings;
    const queued = (ms: number) => this.#next('queued', ms, signal);
    const heard = queued(rest);
    if (!(await this.line.send(concatBytes([REST_OF_A_COMMAND, START, EVIDENCE])))) return false;
    if (!(await heard)) return false;
    while (await queued(quiet));
    this.#synced = !signal.aborted && !this.ended.aborted;
    return this.#synced;
  }

  #next(kind: Message['kind'], ms: number, signal: AbortSignal): Promise<true | undefined> {
    return this.line.next((message) => (message.kind === kind ? true : undefined), ms, signal);
  }

  async open(signal: AbortSignal): Promise<boolean> {
    if (!(await this.purge(signal))) return false;
    return (!this.#options.model.clearsBuffer || (await this.send(START))) && (await this.takeStock(signal));
  }

  async purge(signal: AbortSignal): Promise<boolean> {
    const { model, timings } = this.#options;
    this.#synced = model.clearsBuffer;
    // The purge also drops what waits for XON: the printer has room again.
    this.line.hasRoom();
    if (!(await this.line.sendAtOnce(encodeCommand({ kind: 'recover', how: 2 })))) return false;
    if (!model.clearsBuffer) return true;
    const cleared = this.#next('cleared', timings.answer, signal);
    return (await this.line.sendAtOnce(encodeCommand({ kind: 'clear-buffer' }))) && (await cleared) === true;
  }

  async takeStock(signal: AbortSignal): Promise<boolean> {
    const answered = await this.#ask([1, 2, 3, 4], signal);
    const { offline } = this.bits();
    // Between jobs the printer has room. A byte 13 in noise reads as XOFF, and no XON follows. Without this line, the next job would wait
    // for XON for ever.
    if (answered && !offline) this.line.hasRoom();
    // A stopped printer gets nothing that it would keep.
    return answered && (offline || this.#synced || (await this.#sync(signal)));
  }

  askErrors(signal: AbortSignal): Promise<boolean> {
    return this.#ask([3], signal);
  }

  listen(): EvidenceListener {
    return listenForEvidence(this.line);
  }

  protected beat(signal: AbortSignal): Promise<boolean> {
    return this.#ask([1, 4], signal);
  }
}

function createQuestions(line: PrinterLine<Message>, clock: Clock, timings: SessionTimings) {
  let asking = Promise.resolve();
  let waiting: ((byte: number) => void) | undefined;
  /** Number of late answers that may still come. */
  let owed = 0;

  /**
   * Returns the byte of the answer. An answer does not name its question, and a lost answer may still come. Then all bytes are awaited and
   * the last one counts.
   */
  async function answerTo(question: StatusQuestion, signal: AbortSignal): Promise<number | undefined> {
    let last: number | undefined;
    let heard = 0;
    const limit = new AbortController();
    const unlink = abortTogether(limit, [signal, line.ended]);
    let settling: unknown;
    const timeout = clock.setTimeout(() => limit.abort(), timings.answer);
    waiting = (byte) => {
      last = byte;
      heard += 1;
      clock.clearTimeout(settling);
      if (heard > owed) limit.abort();
      else settling = clock.setTimeout(() => limit.abort(), timings.settle);
    };
    try {
      if (!(await line.sendAtOnce(encodeCommand({ kind: 'ask-status', what: question })))) return undefined;
      await aborted(limit.signal);
      owed = last === undefined ? owed + 1 : 0;
      return last;
    } finally {
      clock.clearTimeout(timeout);
      clock.clearTimeout(settling);
      waiting = undefined;
      unlink();
    }
  }

  return {
    /** Puts one question at a time on the wire, in order. */
    ask(question: StatusQuestion, signal: AbortSignal): Promise<number | undefined> {
      const answer = asking.then(() => (signal.aborted || line.ended.aborted ? undefined : answerTo(question, signal)));
      asking = answer.then(() => undefined);
      return answer;
    },
    /** Returns `false` if no question waits for an answer. */
    answered(byte: number): boolean {
      waiting?.(byte);
      return waiting !== undefined;
    },
  };
}

/** The answer to `GS r` is one byte that names no question: it is certain only if it comes alone. */
function listenForEvidence(line: PrinterLine<Message>): EvidenceListener {
  let answers = 0;
  let noises = 0;
  let wake: (() => void) | undefined;
  const offMessage = line.onMessage((message) => {
    if (message.kind !== 'queued') return;
    answers += 1;
    wake?.();
  });
  const offNoise = line.onNoise(() => {
    noises += 1;
  });
  return {
    question() {
      answers = 0;
      noises = 0;
      return EVIDENCE;
    },
    next: () =>
      new Promise<true>((resolve) => {
        if (answers > 0) resolve(true);
        else wake = () => resolve(true);
      }),
    named: false,
    sure: () => answers === 1 && noises === 0,
    release() {
      offMessage();
      offNoise();
    },
  };
}
