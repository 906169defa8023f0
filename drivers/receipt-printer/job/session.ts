import type { Connection } from '../../supervision/supervisor.ts';
import type { PrinterBits } from './printer-bits.ts';

/** One open link to a printer, whatever it speaks: what a job needs of it. */
export interface PrinterSession extends Connection {
  bits(): PrinterBits;
  /** Any change of the bits. */
  onChange(listener: () => void): () => void;
  /** Aborted when the session ends, for whatever reason. */
  readonly ended: AbortSignal;
  /** Purge first, because another citizen's receipt may still wait in there; then a known state and a look at the sensors. */
  open(signal: AbortSignal): Promise<boolean>;
  /** `true`: handed to the system. Waits while the printer says XOFF. */
  send(bytes: Uint8Array): Promise<boolean>;
  /** Throws away all the printer still holds, and waits for its confirmation where the model gives one. */
  purge(signal: AbortSignal): Promise<boolean>;
  /** Asks everything the printer knows of itself. */
  takeStock(signal: AbortSignal): Promise<boolean>;
  /** Asks for errors alone. */
  askErrors(signal: AbortSignal): Promise<boolean>;
  /** For the length of one job. */
  listen(): EvidenceListener;
  /** The printer may still hold part of a receipt: from now on every heartbeat fails, so that the link is opened anew. */
  distrust(): void;
  trusted(): boolean;
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
