import { emitter } from '../../emitter.ts';
import type { PrinterLine } from './line.ts';
import { HEALTHY, type PrinterBits } from './printer-bits.ts';

/** What the sessions of every language have in common: a line, what the printer last said of itself, and whether it is trusted. */
export abstract class BaseSession<M extends { readonly kind: string }> {
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
