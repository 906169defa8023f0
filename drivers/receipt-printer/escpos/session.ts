import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import type { Connection } from '../../supervision/supervisor.ts';
import { type Command, concatBytes, encodeCommand } from './commands.ts';
import { createPrinterFramer, type PrinterMessage } from './framer.ts';
import type { PrinterModel } from './profile.ts';
import { bitsOfAsb, blockOf, HEALTHY, mergeAnswer, type PrinterBits, type StatusQuestion } from './status.ts';

/** All in milliseconds. */
export interface SessionTimings {
  /** A printer answers a real-time question within tens of ms, whatever it is doing; a USB adapter adds its own. */
  readonly answer: number;
  /** After a lost answer: how long the line must be quiet before the last byte is believed to be the newest. */
  readonly settle: number;
  /** Silence inside a message after which its rest will not come; one byte at 9 600 baud takes 1 ms. */
  readonly gap: number;
}

export const SESSION_TIMINGS: SessionTimings = { answer: 1_000, settle: 400, gap: 100 };

/** `GS a`: report changes of on/offline, errors and paper. The drawer, bit 0, is nobody's business here. */
export const STATUS_BACK: Command = { kind: 'status-back', mask: 0x0e };

/** Why a printer is offline, and what is wrong with it. */
const REASONS: readonly StatusQuestion[] = [2, 3];

export interface SessionOptions {
  readonly link: Link;
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly timings: SessionTimings;
  readonly onDiscarded: OnDiscarded;
}

/** One open link to a printer: questions one at a time, and what the printer last said of itself. */
export interface PrinterSession extends Connection {
  bits(): PrinterBits;
  /** Any change of the bits. */
  onChange(listener: () => void): () => void;
  /** Every message as it comes, after the bits were taken from it. */
  onMessage(listener: (message: PrinterMessage) => void): () => void;
  /** Bytes were thrown away. */
  onNoise(listener: () => void): () => void;
  /** Aborted when the session ends, for whatever reason. */
  readonly ended: AbortSignal;
  /** `true`: handed to the system. Waits while the printer says XOFF. */
  send(commands: readonly Command[]): Promise<boolean>;
  /** Throws away all the printer still holds, and waits for its word where the model gives one. */
  purge(signal: AbortSignal): Promise<boolean>;
  /** Asks all four questions. */
  takeStock(signal: AbortSignal): Promise<boolean>;
  /** Asks these questions; the bits change when all were answered, so that no half-told story is reported. */
  ask(questions: readonly StatusQuestion[], signal: AbortSignal): Promise<boolean>;
  /** The printer may still hold part of a receipt: from now on every heartbeat fails, so that the link is opened anew. */
  distrust(): void;
  trusted(): boolean;
}

export function createSession(options: SessionOptions): PrinterSession {
  const { link, clock, model, timings } = options;
  const framer = createPrinterFramer();
  const changes = emitter<void>();
  const messages = emitter<PrinterMessage>();
  const noise = emitter<void>();
  const end = new AbortController();
  let bits: PrinterBits = HEALTHY;
  let silence: unknown;
  let ready = true;
  let trusted = true;
  let asking = Promise.resolve();
  let waiting: ((byte: number) => void) | undefined;
  /** Answers that did not come in time and may still come. */
  let owed = 0;

  function become(next: PrinterBits): void {
    const changed = (Object.keys(next) as (keyof PrinterBits)[]).some((name) => next[name] !== bits[name]);
    bits = next;
    if (changed) changes.emit();
  }

  function discard(bytes: Uint8Array, why: string): void {
    options.onDiscarded({ bytes, why });
    noise.emit();
  }

  function take(message: PrinterMessage): void {
    if (message.kind === 'flow') ready = message.ready;
    if (message.kind === 'asb') become(bitsOfAsb(message.bytes));
    if (message.kind === 'status') {
      if (waiting) waiting(message.byte);
      else discard(Uint8Array.of(message.byte), 'an answer that came too late');
    }
    messages.emit(message);
  }

  function receive(frames: ReturnType<typeof framer.feed>): void {
    for (const frame of frames) {
      if (frame.kind === 'discarded') discard(frame.bytes, frame.why);
      else take(frame.body);
    }
  }

  link.onBytes((bytes) => {
    if (end.signal.aborted) return;
    receive(framer.feed(bytes));
    clock.clearTimeout(silence);
    silence = clock.setTimeout(() => receive(framer.gap()), timings.gap);
  });

  /** Resolves with the next message that `pick` takes, or `undefined` after `ms`, an abort or the end. */
  function next<T>(
    pick: (message: PrinterMessage) => T | undefined,
    ms: number,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    const stop = new AbortController();
    let picked: T | undefined;
    const release = messages.on((message) => {
      picked ??= pick(message);
      if (picked !== undefined) stop.abort();
    });
    const unlink = abortTogether(stop, [signal, end.signal]);
    return pause(clock, ms, stop.signal).then(() => {
      release();
      unlink();
      return picked;
    });
  }

  async function send(commands: readonly Command[]): Promise<boolean> {
    while (!ready && !end.signal.aborted) {
      await next((message) => (message.kind === 'flow' ? true : undefined), timings.answer, end.signal);
    }
    if (end.signal.aborted) return false;
    return (await link.write(concatBytes(commands.map(encodeCommand)))).ok;
  }

  /** Real-time commands must get through just when the printer takes nothing else. */
  const sendAtOnce = async (command: Command): Promise<boolean> =>
    !end.signal.aborted && (await link.write(encodeCommand(command))).ok;

  /**
   * The byte that answers. An answer does not name its question, so after a lost one the line may still bring it:
   * then all that comes is heard out and the last byte is the answer.
   */
  async function answerTo(question: StatusQuestion, signal: AbortSignal): Promise<number | undefined> {
    let last: number | undefined;
    let heard = 0;
    const limit = new AbortController();
    const unlink = abortTogether(limit, [signal, end.signal]);
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
      if (!(await sendAtOnce({ kind: 'ask-status', what: question }))) return undefined;
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

  /** One question at a time on the wire, in the order they were put. */
  function askOne(question: StatusQuestion, signal: AbortSignal): Promise<number | undefined> {
    const answered = asking.then(() => (signal.aborted || end.signal.aborted ? undefined : answerTo(question, signal)));
    asking = answered.then(() => undefined);
    return answered;
  }

  async function ask(questions: readonly StatusQuestion[], signal: AbortSignal): Promise<boolean> {
    const answers: [StatusQuestion, number][] = [];
    const put = async (question: StatusQuestion): Promise<boolean> => {
      const byte = await askOne(question, signal);
      if (byte !== undefined) answers.push([question, byte]);
      return byte !== undefined;
    };
    const heard = () => answers.reduce((known, [question, byte]) => mergeAnswer(known, question, byte), bits);
    for (const question of questions) if (!(await put(question))) return false;
    // Reasons are asked for only while there is something to explain, and until it is explained away.
    const told = new Set(questions);
    if (heard().offline || blockOf(heard()) !== null) {
      for (const question of REASONS) if (!told.has(question) && !(await put(question))) return false;
    }
    become(heard());
    return true;
  }

  return {
    bits: () => bits,
    onChange: changes.on,
    onMessage: messages.on,
    onNoise: noise.on,
    ended: end.signal,
    send,
    async purge(signal) {
      // What waits for XON is thrown away with the rest: the printer has room again.
      ready = true;
      if (!(await sendAtOnce({ kind: 'recover', how: 2 }))) return false;
      if (!model.clearsBuffer) return true;
      const cleared = next((message) => (message.kind === 'cleared' ? true : undefined), timings.answer, signal);
      return (await sendAtOnce({ kind: 'clear-buffer' })) && (await cleared) === true;
    },
    async takeStock(signal) {
      const answered = await ask([1, 2, 3, 4], signal);
      // Stock is taken between jobs, when the printer has room. A lone 13 in line noise reads as XOFF, and no
      // XON ever follows it: without this the next job would wait for one in vain.
      if (answered && !bits.offline) ready = true;
      return answered;
    },
    ask,
    distrust() {
      trusted = false;
    },
    trusted: () => trusted,
    heartbeat: async (signal) => trusted && ask([1, 4], signal),
    close() {
      clock.clearTimeout(silence);
      end.abort();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Aborts a short-lived controller with any of the longer-lived signals; the returned function lets go of them. */
export function abortTogether(controller: AbortController, signals: readonly AbortSignal[]): () => void {
  const abort = () => controller.abort();
  for (const signal of signals) {
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  }
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
}
