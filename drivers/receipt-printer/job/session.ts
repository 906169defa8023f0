import { emitter } from '../../emitter.ts';
import type { Connection } from '../../supervision/supervisor.ts';
import type { PrinterLine } from './line.ts';
import { HEALTHY, type PrinterBits } from './printer-bits.ts';

/** One open link to a printer of any dialect: what a job needs of it. */
export type PrinterSession = Pick<BaseSession<never>, keyof BaseSession<never>>;

export abstract class BaseSession<M extends { readonly kind: string }> implements Connection {
  /** Aborted when the session ends, for any reason. */
  readonly ended: AbortSignal;
  protected readonly line: PrinterLine<M>;
  readonly #changes = emitter<void>();
  #bits: PrinterBits = HEALTHY;
  #trusted = true;

  constructor(line: PrinterLine<M>) {
    this.line = line;
    this.ended = line.ended;
  }

  /** Asks whether the printer is there and well. */
  protected abstract beat(signal: AbortSignal): Promise<boolean>;

  /** Purge first, because another citizen's receipt may still wait in there; then a known state and a look at the sensors. */
  abstract open(signal: AbortSignal): Promise<boolean>;
  /** Throws away all the printer still holds, and waits for its confirmation where the model gives one. */
  abstract purge(signal: AbortSignal): Promise<boolean>;
  /** Asks everything the printer knows of itself. */
  abstract takeStock(signal: AbortSignal): Promise<boolean>;
  /** Asks for errors alone. */
  abstract askErrors(signal: AbortSignal): Promise<boolean>;
  /** For the length of one job. */
  abstract listen(): EvidenceListener;

  protected setBits(next: PrinterBits): void {
    const before = this.#bits;
    this.#bits = next;
    if ((Object.keys(next) as (keyof PrinterBits)[]).some((name) => next[name] !== before[name])) this.#changes.emit();
  }

  bits(): PrinterBits {
    return this.#bits;
  }

  /** Any change of the bits. */
  onChange(listener: () => void): () => void {
    return this.#changes.on(listener);
  }

  /** `true`: handed to the system. Waits while the printer says XOFF. */
  send(bytes: Uint8Array): Promise<boolean> {
    return this.line.send(bytes);
  }

  /** The printer may still hold part of a receipt: from now on every heartbeat fails, so that the link is opened anew. */
  distrust(): void {
    this.#trusted = false;
  }

  trusted(): boolean {
    return this.#trusted;
  }

  async heartbeat(signal: AbortSignal): Promise<boolean> {
    return this.#trusted && this.beat(signal);
  }

  close(): void {
    this.line.close();
  }
}

/** Waits for the printer's answer that all before a question was printed. */
export interface EvidenceListener {
  /** A new question, queued behind what was sent; what came before it answers nothing. */
  question(): Uint8Array;
  /** Resolves at the first answer to the last question. */
  next(): Promise<true>;
  /** An answer names its question; otherwise the line must stay quiet for a moment before `sure` means anything. */
  readonly named: boolean;
  /** The answer can be nothing else: it came once, and nothing unreadable with it. */
  sure(): boolean;
  release(): void;
}
