import { abortTogether, whenAborted } from '../../abort.ts';
import { concatBytes } from '../../bytes.ts';
import type { Clock } from '../../clock.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { FlowControl } from '../job/flow.ts';
import { type LineTimings, PrinterLine } from '../job/line.ts';
import { blockFromBits } from '../job/printer-bits.ts';
import { type EvidenceListener, PrinterSessionBase } from '../job/session.ts';
import type { Command } from '../paper/command.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { encodeCommand } from './commands.ts';
import { createPrinterFramer, type EscposPrinterMessage } from './framer.ts';
import { bitsOfAsb, type DleEotQuestion, withStatusAnswer } from './status.ts';

/** In milliseconds. */
export interface SessionTimings extends LineTimings {
  /** Silence after a lost answer until the newest byte counts as the answer. */
  readonly settle: number;
  /** Longest time to print a buffer that was not cleared. */
  readonly rest: number;
  /** Longer than a burst's rest: 20 mm take 350 ms on the slowest motor, a cut as long. */
  readonly quiet: number;
}

export const ESCPOS_SESSION_TIMINGS: SessionTimings = {
  answer: 1_000,
  settle: 400,
  gap: 100,
  rest: 2_000,
  quiet: 1_000,
};

/** `GS a`: changes of on/offline, errors and paper. Not bit 0, the drawer: a kiosk has none. */
export const STATUS_BACK: Command = { kind: 'status-back', mask: 0x0e };
/** `GS r 1`, the paper sensor: its answer confirms all bytes sent before. */
const EVIDENCE = encodeCommand({ kind: 'ask-queued', what: 1 });
const START = concatBytes([encodeCommand({ kind: 'initialise' }), encodeCommand(STATUS_BACK)]);
/** `DLE EOT` questions: why the printer is offline, and which error it has. */
const REASONS: readonly DleEotQuestion[] = [2, 3];
/** Zeros that end a command inside which a cable was pulled (see `createEscposPrinter`). */
const REST_OF_A_COMMAND = new Uint8Array(512);

type Message = Exclude<EscposPrinterMessage, FlowControl>;

export interface EscposSessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly timings: SessionTimings;
  readonly onDiscarded: OnDiscarded;
}

export class EscposSession extends PrinterSessionBase<Message> {
  readonly #options: EscposSessionOptions;
  readonly #questions: ReturnType<typeof createQuestions>;
  /** Whether no bytes and no pending answer from before this session remain. */
  #synced: boolean;

  constructor(options: EscposSessionOptions) {
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

  async #ask(wanted: readonly DleEotQuestion[], signal: AbortSignal): Promise<boolean> {
    const answers: [DleEotQuestion, number][] = [];
    const put = async (question: DleEotQuestion): Promise<boolean> => {
      const byte = await this.#questions.ask(question, signal);
      if (byte !== undefined) answers.push([question, byte]);
      return byte !== undefined;
    };
    const heard = () =>
      answers.reduce((known, [question, byte]) => withStatusAnswer(known, question, byte), this.bits());
    for (const question of wanted) if (!(await put(question))) return false;
    const told = new Set(wanted);
    if (heard().offline || blockFromBits(heard()) !== null) {
      for (const question of REASONS) if (!told.has(question) && !(await put(question))) return false;
    }
    this.setBits(heard());
    return true;
  }

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
    // The purge also drops bytes that wait for XON.
    this.line.hasRoom();
    if (!(await this.line.sendAtOnce(encodeCommand({ kind: 'recover', how: 2 })))) return false;
    if (!model.clearsBuffer) return true;
    const cleared = this.#next('cleared', timings.answer, signal);
    return (await this.line.sendAtOnce(encodeCommand({ kind: 'clear-buffer' }))) && (await cleared) === true;
  }

  async takeStock(signal: AbortSignal): Promise<boolean> {
    const answered = await this.#ask([1, 2, 3, 4], signal);
    const { offline } = this.bits();
    // Noise with 13 hex is read as XOFF, and no XON follows: the next job would wait for ever.
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
  /** Late answers that may still come. */
  let owed = 0;

  /** No answer names its question, and a lost one may still come: then the last byte counts. */
  async function answerTo(question: DleEotQuestion, signal: AbortSignal): Promise<number | undefined> {
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
      await whenAborted(limit.signal);
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
    ask(question: DleEotQuestion, signal: AbortSignal): Promise<number | undefined> {
      const answer = asking.then(() => (signal.aborted || line.ended.aborted ? undefined : answerTo(question, signal)));
      asking = answer.then(() => undefined);
      return answer;
    },
    answered(byte: number): boolean {
      waiting?.(byte);
      return waiting !== undefined;
    },
  };
}

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
