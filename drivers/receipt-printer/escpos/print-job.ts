import { type Clock, pause } from '../../clock.ts';
import { err, ok, type Result } from '../../result.ts';
import {
  PRINTER_BLOCK_CODE,
  type PrinterBlock,
  type PrinterTrouble,
  type PrintPhase,
  type Receipt,
} from '../contract.ts';
import { type Command, encodeCommand } from './commands.ts';
import { receiptCommands } from './encode.ts';
import { createPaperMachine } from './paper-machine.ts';
import type { PrinterModel } from './profile.ts';
import { abortTogether, type PrinterSession, STATUS_BACK } from './session.ts';
import { blockOf, blockWhilePrinting } from './status.ts';

/** All in milliseconds. */
export interface PrintTimings {
  /** Beyond transmission and printing themselves: cutting, a hot head, a slow adapter. */
  readonly evidenceMargin: number;
  /** How long the printer must add nothing to its word before it counts; see `hearEvidence`. */
  readonly evidenceSettle: number;
  /** One chunk may wait this long for XON or for the operating system. */
  readonly chunk: number;
  /** Purge and questions after a receipt that failed. */
  readonly cleanUp: number;
}

export const PRINT_TIMINGS: PrintTimings = {
  evidenceMargin: 8_000,
  evidenceSettle: 60,
  chunk: 10_000,
  cleanUp: 4_000,
};

/** Bytes handed over at once: a job can be stopped after each. Chunks end where commands end. */
const CHUNK_BYTES = 512;
/** The slowest line in use, 9 600 baud. */
const SLOWEST_BYTES_PER_MS = 0.96;
/** Of the receive buffer, so that a printer without flow control never overflows. */
const BUFFER_SHARE = 0.75;
/** `GS r 1`, the paper sensor: queued behind the receipt, so its answer says that all before it was done. */
const EVIDENCE: Command = { kind: 'ask-queued', what: 1 };

/** Some commands of a job, and how much of the job is done when the printer has done them. */
export interface Chunk {
  readonly commands: readonly Command[];
  /** From the start of the job to the end of this chunk. */
  readonly bytes: number;
  readonly printMs: number;
}

export function chunksOf(commands: readonly Command[], model: PrinterModel): readonly Chunk[] {
  const machine = createPaperMachine(model);
  const chunks: Chunk[] = [];
  let pending: Command[] = [];
  let pendingBytes = 0;
  let bytes = 0;
  let printMs = 0;
  const close = (): void => {
    if (pending.length > 0) chunks.push({ commands: pending, bytes, printMs });
    pending = [];
    pendingBytes = 0;
  };
  for (const command of commands) {
    const length = encodeCommand(command).length;
    if (pendingBytes + length > CHUNK_BYTES) close();
    pending.push(command);
    pendingBytes += length;
    bytes += length;
    printMs += (machine.execute(command).movedMm / model.printMmPerSecond) * 1_000;
  }
  close();
  return chunks;
}

/** Milliseconds after the first chunk at which each may follow, so that what is not printed yet fits the receive buffer. */
export function sendTimes(chunks: readonly Chunk[], model: PrinterModel): readonly number[] {
  const room = model.receiveBufferBytes * BUFFER_SHARE;
  return chunks.map((chunk) => {
    const mustBeDone = chunk.bytes - room;
    return mustBeDone <= 0 ? 0 : (chunks.find((earlier) => earlier.bytes >= mustBeDone)?.printMs ?? 0);
  });
}

/** Why a job stopped. */
type Stop =
  | { readonly why: 'ended' }
  | { readonly why: 'aborted' }
  | { readonly why: 'silent' }
  | { readonly why: 'blocked'; readonly by: PrinterBlock };

export interface PrintOptions {
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly timings: PrintTimings;
}

/** One receipt on one session, from the last look at the sensors to the printer's word that it came out whole. */
export async function printReceipt(
  session: PrinterSession,
  receipt: Receipt,
  signal: AbortSignal,
  options: PrintOptions,
): Promise<Result<void, PrinterTrouble>> {
  if (signal.aborted || !session.trusted()) return err(troubleOf({ why: 'silent' }, 'before-write'));
  // Asked anew: a receipt must not start on the strength of a status that is seconds old.
  if (!(await session.takeStock(signal))) {
    return err(troubleOf({ why: session.ended.aborted ? 'ended' : 'silent' }, 'before-write'));
  }
  const block = blockOf(session.bits());
  if (block) return err(troubleOf({ why: 'blocked', by: block }, 'before-write'));

  const watch = watchStops(session, signal, options.clock);
  try {
    const stop = (await writeJob(session, receipt, watch, options)) ?? (await lastLook(session, signal));
    if (!stop) return ok(undefined);
    if (stop.why !== 'ended') await cleanUp(session, options);
    return err(troubleOf(stop, 'after-write'));
  } finally {
    watch.release();
  }
}

function troubleOf(stop: Stop, phase: PrintPhase): PrinterTrouble {
  if (stop.why === 'ended') return { code: 'PRN-101', kind: 'not-connected', phase };
  if (stop.why !== 'blocked') return { code: 'PRN-103', kind: 'no-answer', phase };
  return { code: PRINTER_BLOCK_CODE[stop.by], kind: 'blocked', by: stop.by, phase };
}

async function writeJob(
  session: PrinterSession,
  receipt: Receipt,
  watch: StopWatch,
  { clock, model, timings }: PrintOptions,
): Promise<Stop | undefined> {
  const { setup, body } = receiptCommands(receipt, model);
  const [reset, ...rest] = setup;
  // `ESC @` may have switched automatic status off, and it must be on before the first dot is burned.
  const chunks = chunksOf([reset!, STATUS_BACK, ...rest, ...body, EVIDENCE], model);
  const times = sendTimes(chunks, model);
  const { bytes, printMs } = chunks.at(-1)!;
  const start = clock.now();
  const ears = listenForEvidence(session);
  try {
    for (const [at, chunk] of chunks.entries()) {
      const early = start + times[at]! - clock.now();
      if (early > 0) await watch.race(pause(clock, early), early);
      // The question is in the last chunk: what came before it answers nothing.
      ears.forget();
      const sent = watch.stop() ?? (await watch.race(session.send(chunk.commands), timings.chunk));
      if (sent === false) return { why: 'ended' };
      if (sent !== true) return sent;
    }
    return await hearEvidence(ears, session, watch, {
      budget: bytes / SLOWEST_BYTES_PER_MS + printMs + timings.evidenceMargin,
      settle: timings.evidenceSettle,
    });
  } finally {
    ears.release();
  }
}

/**
 * Waits for the answer to `GS r 1`. It is a single byte of few fixed bits; so it counts only when it comes alone. If
 * anything unreadable comes with it, it may have been part of that, and the question, which prints nothing, is asked again.
 */
async function hearEvidence(
  ears: Ears,
  session: PrinterSession,
  watch: StopWatch,
  ms: { readonly budget: number; readonly settle: number },
): Promise<Stop | undefined> {
  const left = watch.after(ms.budget);
  for (;;) {
    const heard = await watch.race(ears.next(), left());
    if (heard !== true) return heard;
    await watch.race(new Promise(() => undefined), ms.settle);
    if (ears.alone()) return undefined;
    ears.forget();
    await session.send([EVIDENCE]);
  }
}

interface Ears {
  /** Resolves at the first answer since `forget`. */
  next(): Promise<true>;
  /** One answer came, and nothing that could not be read. */
  alone(): boolean;
  forget(): void;
  release(): void;
}

function listenForEvidence(session: PrinterSession): Ears {
  let answers = 0;
  let noises = 0;
  let wake: (() => void) | undefined;
  const offMessage = session.onMessage((message) => {
    if (message.kind !== 'queued') return;
    answers += 1;
    wake?.();
  });
  const offNoise = session.onNoise(() => {
    noises += 1;
  });
  return {
    next: () =>
      new Promise<true>((resolve) => {
        if (answers > 0) resolve(true);
        else wake = () => resolve(true);
      }),
    alone: () => answers === 1 && noises === 0,
    forget() {
      answers = 0;
      noises = 0;
    },
    release() {
      offMessage();
      offNoise();
    },
  };
}

/**
 * Some clones answer `GS r` although the cutter jammed. Paper that ran out or a cover that was opened after the cut
 * no longer concerns this receipt.
 */
async function lastLook(session: PrinterSession, signal: AbortSignal): Promise<Stop | undefined> {
  await session.ask([3], signal);
  const { cutterError, recoverableError, unrecoverableError } = session.bits();
  if (!cutterError && !recoverableError && !unrecoverableError) return undefined;
  const by = blockOf({ ...session.bits(), coverOpen: false, paperEnd: false, stoppedByPaperEnd: false });
  return by ? { why: 'blocked', by } : undefined;
}

/** Nothing of a failed receipt may come out later. If the printer does not confirm, it is not used until it was reopened. */
async function cleanUp(session: PrinterSession, { clock, timings }: PrintOptions): Promise<void> {
  const limit = new AbortController();
  const id = clock.setTimeout(() => limit.abort(), timings.cleanUp);
  try {
    const clean = (await session.purge(limit.signal)) && (await session.takeStock(limit.signal));
    if (!clean) session.distrust();
  } finally {
    clock.clearTimeout(id);
  }
}

interface StopWatch {
  stop(): Stop | undefined;
  /** What comes first: the work, a reason to stop, or `ms` without either (`silent`). */
  race<T>(work: Promise<T>, ms: number): Promise<T | Stop>;
  /** A countdown: each call says how many ms are left. */
  after(ms: number): () => number;
  release(): void;
}

function watchStops(session: PrinterSession, signal: AbortSignal, clock: Clock): StopWatch {
  const stopped = new AbortController();
  let reason: Stop | undefined;
  const look = (): void => {
    if (reason) return;
    const by = blockWhilePrinting(session.bits());
    if (session.ended.aborted) reason = { why: 'ended' };
    else if (by) reason = { why: 'blocked', by };
    else if (signal.aborted) reason = { why: 'aborted' };
    if (reason) stopped.abort();
  };
  const offChange = session.onChange(look);
  for (const each of [session.ended, signal]) each.addEventListener('abort', look, { once: true });
  look();
  return {
    stop: () => reason,
    async race(work, ms) {
      const limit = new AbortController();
      const unlink = abortTogether(limit, [stopped.signal]);
      const over = pause(clock, ms, limit.signal).then((): Stop => reason ?? { why: 'silent' });
      const first = await Promise.race([work, over]);
      limit.abort();
      unlink();
      return first;
    },
    after(ms) {
      const end = clock.now() + ms;
      return () => Math.max(0, end - clock.now());
    },
    release() {
      offChange();
      for (const each of [session.ended, signal]) each.removeEventListener('abort', look);
    },
  };
}
