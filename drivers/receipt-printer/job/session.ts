import { emitter } from '../../emitter.ts';
import type { DeviceConnection } from '../../supervision/supervisor.ts';
import type { PrinterLine } from './line.ts';
import { HEALTHY, type PrinterBits } from './printer-bits.ts';

export type PrinterSession = Pick<PrinterSessionBase<never>, keyof PrinterSessionBase<never>>;

export abstract class PrinterSessionBase<M extends { readonly kind: string }> implements DeviceConnection {
  readonly ended: AbortSignal;
  protected readonly line: PrinterLine<M>;
  readonly #changes = emitter<void>();
  #bits: PrinterBits = HEALTHY;
  #trusted = true;

  constructor(line: PrinterLine<M>) {
    this.line = line;
    this.ended = line.ended;
  }

  protected abstract beat(signal: AbortSignal): Promise<boolean>;

  /** ESC/POS purges first: another citizen's receipt may wait in the printer. */
  abstract open(signal: AbortSignal): Promise<boolean>;
  /** Empties the buffer. Waits for a confirmation if the model gives one. */
  abstract purge(signal: AbortSignal): Promise<boolean>;
  abstract takeStock(signal: AbortSignal): Promise<boolean>;
  abstract askErrors(signal: AbortSignal): Promise<boolean>;
  abstract listen(): EvidenceListener;

  protected setBits(next: PrinterBits): void {
    const before = this.#bits;
    this.#bits = next;
    if ((Object.keys(next) as (keyof PrinterBits)[]).some((name) => next[name] !== before[name])) this.#changes.emit();
  }

  bits(): PrinterBits {
    return this.#bits;
  }

  onChange(listener: () => void): () => void {
    return this.#changes.on(listener);
  }

  send(bytes: Uint8Array): Promise<boolean> {
    return this.line.send(bytes);
  }

  /** A receipt may remain in the printer: heartbeats fail, so that the link is reopened. */
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

export interface EvidenceListener {
  /** Earlier answers no longer count. */
  question(): Uint8Array;
  next(): Promise<true>;
  /** If not named, wait for a short silence before `sure`. */
  readonly named: boolean;
  /** Whether the answer came once, without unreadable bytes. */
  sure(): boolean;
  release(): void;
}
