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
  /** After a lost answer: how long the line must be quiet before the last byte is believed to be the newest. */
  readonly settle: number;
  /** How long a printer whose buffer may not be empty may take to print what it has. */
  readonly rest: number;
  /** Longer than the rest of a burst takes to print and to cut: 20 mm on the slowest motor are 350 ms, a cut as much. */
  readonly quiet: number;
}

export const SESSION_TIMINGS: SessionTimings = { answer: 1_000, settle: 400, gap: 100, rest: 2_000, quiet: 1_000 };

/** `GS a`: report changes of on/offline, errors and paper. Bit 0, the drawer, is left out: a kiosk has none. */
export const STATUS_BACK: Command = { kind: 'status-back', mask: 0x0e };
/** `GS r 1`, the paper sensor: queued behind the receipt, so its answer says that all before it was done. */
const EVIDENCE = encodeCommand({ kind: 'ask-queued', what: 1 });
const START = concatBytes([encodeCommand({ kind: 'initialise' }), encodeCommand(STATUS_BACK)]);
/** Why a printer is offline, and what is wrong with it. */
const REASONS: readonly StatusQuestion[] = [2, 3];
/**
 * A cable that was pulled inside a command left a printer that waits for the rest of it, and that would take the next
 * receipt for that rest. Where no clearing of the buffer is confirmed, it gets as many zeros as our longest command has
 * bytes: white dots in a picture, and nothing anywhere else.
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

/** One open link to an ESC/POS printer: questions one at a time, and what the printer last said of itself. */
export class EscposSession extends BaseSession<Message> {
  readonly #options: SessionOptions;
  readonly #questions: ReturnType<typeof createQuestions>;
  /** The printer holds no bytes from before this session, and no older answer is on its way. */
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

  /** The bits change when all were answered, so that no mixture of old and new is reported. */
  async #ask(wanted: readonly StatusQuestion[], signal: AbortSignal): Promise<boolean> {
    const answers: [StatusQuestion, number][] = [];
    const put = async (question: StatusQuestion): Promise<boolean> => {
      const byte = await this.#questions.ask(question, signal);
      if (byte !== undefined) answers.push([question, byte]);
      return byte !== undefined;
    };
    const heard = () => answers.reduce((known, [question, byte]) => mergeAnswer(known, question, byte), this.bits());
    for (const question of wanted) if (!(await put(question))) return false;
    // Reasons are asked for only while there is something to explain, and until it is explained away.
    const told = new Set(wanted);
    if (heard().offline || blockOf(heard()) !== null) {
      for (const question of REASONS) if (!told.has(question) && !(await put(question))) return false;
    }
    this.setBits(heard());
    return true;
  }

  /**
   * A printer that did not confirm an empty buffer prints the rest of what it has, and answers a question of the job
   * that failed. That answer must not pass for one of the next job: so a question of our own is put behind it, and the
   * line must stay quiet for longer than the rest of a burst takes to print.
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
    // What waits for XON is thrown away with the rest: the printer has room again.
    this.line.hasRoom();
    if (!(await this.line.sendAtOnce(encodeCommand({ kind: 'recover', how: 2 })))) return false;
    if (!model.clearsBuffer) return true;
    const cleared = this.#next('cleared', timings.answer, signal);
    return (await this.line.sendAtOnce(encodeCommand({ kind: 'clear-buffer' }))) && (await cleared) === true;
  }

  async takeStock(signal: AbortSignal): Promise<boolean> {
    const answered = await this.#ask([1, 2, 3, 4], signal);
    const { offline } = this.bits();
    // Stock is taken between jobs, when the printer has room. A lone 13 in line noise reads as XOFF, and no
    // XON ever follows it: without this the next job would wait for one that never comes.
    if (answered && !offline) this.line.hasRoom();
    // A printer that is stopped gets nothing that it would keep.
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
  /** Answers that did not come in time and may still come. */
  let owed = 0;

  /**
   * The byte that answers. An answer does not name its question, so after a lost one the line may still bring it:
   * then all that comes is heard out and the last byte is the answer.
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
    /** One question at a time on the wire, in the order they were put. */
    ask(question: StatusQuestion, signal: AbortSignal): Promise<number | undefined> {
      const answer = asking.then(() => (signal.aborted || line.ended.aborted ? undefined : answerTo(question, signal)));
      asking = answer.then(() => undefined);
      return answer;
    },
    /** `false`: nobody waits for an answer. */
    answered(byte: number): boolean {
      waiting?.(byte);
      return waiting !== undefined;
    },
  };
}

/** The answer to `GS r` is one byte that names no question: it is sure only alone. */
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
