import { withTimeout } from '../../abort.ts';
import { concatBytes } from '../../bytes.ts';
import { type Clock, pause } from '../../clock.ts';
import { err, ok, type Result } from '../../result.ts';
import { PRINTER_BLOCK_CODE, type PrinterTrouble, type PrintPhase } from '../contract.ts';
import type { PrinterModel } from '../paper/profile.ts';
import { type EncodedCommand, type PrintBurst, splitIntoBursts } from './bursts.ts';
import { blockFromBits } from './printer-bits.ts';
import type { EvidenceListener, PrinterSession } from './session.ts';
import { type JobStopReason, type JobStopWatcher, watchJobStops } from './stops.ts';

/** In milliseconds. */
export interface PrintTimings {
  /** Beyond transmission and printing: cutting, a hot head, a slow adapter. */
  readonly evidenceMargin: number;
  /** Silence until an answer counts, see `printJob`. */
  readonly evidenceSettle: number;
  /** Longest wait of a chunk for XON or the operating system. */
  readonly chunk: number;
  /** Longest wait for purge and questions after a failed receipt. */
  readonly cleanUp: number;
}

export const RECEIPT_TIMINGS: PrintTimings = {
  evidenceMargin: 8_000,
  evidenceSettle: 60,
  chunk: 10_000,
  cleanUp: 4_000,
};

/** Serial line: start bit, eight bits, stop bit. */
const BITS_PER_BYTE = 10;
/** Slowest line: 9 600 baud. */
const SLOWEST_BYTES_PER_MS = 0.96;

export interface PrintJobOptions {
  readonly clock: Clock;
  readonly model: PrinterModel;
  readonly baudRate?: number | undefined;
  readonly timings: PrintTimings;
  readonly onStart: () => void;
}

export interface PrintJobEnd {
  readonly result: Result<void, PrinterTrouble>;
  /** Most paper that was used, in mm. */
  readonly movedMm: number;
}

/**
 * Runs one job: checks the sensors, sends bursts, and waits for the printer's confirmation after each burst and at the end. A receipt does
 * not start on a status that is seconds old.
 * ESC/POS confirms with one byte that has few fixed bits: it counts only if it comes alone. If unreadable bytes come with it, the question
 * is repeated; a question prints nothing. After the cut, the printer is asked for errors: some clones confirm although the cutter jammed.
 * Paper end or an open cover no longer matter then.
 * No part of a failed receipt may come out later. If the printer does not confirm the purge, it is not used until the link is reopened.
 */
export async function printJob(
  session: PrinterSession,
  pieces: readonly EncodedCommand[],
  signal: AbortSignal,
  options: PrintJobOptions,
): Promise<PrintJobEnd> {
  const unused = (stop: JobStopReason): PrintJobEnd => ({ result: err(troubleOf(stop, 'before-write')), movedMm: 0 });
  if (signal.aborted || !session.trusted()) return unused({ why: 'silent' });
  if (!(await session.takeStock(signal))) return unused({ why: session.ended.aborted ? 'ended' : 'silent' });
  const block = blockFromBits(session.bits());
  if (block) return unused({ why: 'blocked', by: block });

  options.onStart();
  const watch = watchJobStops(session, signal, options.clock);
  const evidence = session.listen();
  let movedMm = 0;
  try {
    let stop: JobStopReason | undefined;
    for (const burst of splitIntoBursts(pieces, options.model)) {
      movedMm += burst.movedMm;
      stop = await sendBurst(burst, session, evidence, watch, options);
      if (stop) break;
    }
    stop ??= await lastLook(session, signal);
    if (!stop) return { result: ok(undefined), movedMm };
    if (stop.why !== 'ended') await cleanUp(session, options);
    return { result: err(troubleOf(stop, 'after-write')), movedMm };
  } finally {
    evidence.release();
    watch.release();
  }
}

function troubleOf(stop: JobStopReason, phase: PrintPhase): PrinterTrouble {
  if (stop.why === 'ended') return { code: 'PRN-101', kind: 'not-connected', phase };
  if (stop.why !== 'blocked') return { code: 'PRN-103', kind: 'no-answer', phase };
  return { code: PRINTER_BLOCK_CODE[stop.by], kind: 'blocked', by: stop.by, phase };
}

async function sendBurst(
  { chunks, bytes, movedMm }: PrintBurst,
  session: PrinterSession,
  evidence: EvidenceListener,
  watch: JobStopWatcher,
  { clock, model, baudRate, timings }: PrintJobOptions,
): Promise<JobStopReason | undefined> {
  for (const [at, chunk] of chunks.entries()) {
    const early = watch.stop();
    if (early) return early;
    const whole = at === chunks.length - 1 ? concatBytes([chunk, evidence.question()]) : chunk;
    const sent = await watch.race(session.send(whole), timings.chunk);
    if (sent === false) return { why: 'ended' };
    if (sent !== true) return sent;
    // The system may not have sent the bytes yet. A stop waits for one chunk at most.
    const onLineMs = baudRate === undefined ? 0 : (whole.length * BITS_PER_BYTE * 1_000) / baudRate;
    if (onLineMs > 0) await watch.race(pause(clock, onLineMs), onLineMs + timings.chunk);
  }
  const printMs = (movedMm / model.printMmPerSecond) * 1_000;
  const budget = bytes / SLOWEST_BYTES_PER_MS + printMs + timings.evidenceMargin;
  return awaitEvidence(evidence, session, watch, { budget, settle: timings.evidenceSettle });
}

async function awaitEvidence(
  evidence: EvidenceListener,
  session: PrinterSession,
  watch: JobStopWatcher,
  ms: { readonly budget: number; readonly settle: number },
): Promise<JobStopReason | undefined> {
  const left = watch.after(ms.budget);
  for (;;) {
    const heard = await watch.race(evidence.next(), left());
    if (heard !== true) return heard;
    if (!evidence.named) await watch.race(new Promise(() => undefined), ms.settle);
    if (evidence.sure()) return undefined;
    await session.send(evidence.question());
  }
}

async function lastLook(session: PrinterSession, signal: AbortSignal): Promise<JobStopReason | undefined> {
  await session.askErrors(signal);
  const { cutterError, recoverableError, unrecoverableError } = session.bits();
  if (!cutterError && !recoverableError && !unrecoverableError) return undefined;
  const by = blockFromBits({ ...session.bits(), coverOpen: false, paperEnd: false, stoppedByPaperEnd: false });
  return by ? { why: 'blocked', by } : undefined;
}

async function cleanUp(session: PrinterSession, { clock, timings }: PrintJobOptions): Promise<void> {
  const clean = await withTimeout(
    clock,
    timings.cleanUp,
    [],
    async (signal) => (await session.purge(signal)) && (await session.takeStock(signal)),
  );
  if (!clean) session.distrust();
}
