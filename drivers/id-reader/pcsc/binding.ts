import { describeLoadError } from '../../native-part.ts';
import { ok, type Result } from '../../result.ts';

/** Used part of the optional npm package `smartcard`, a thin PC/SC wrapper. */
export interface PcscBinding {
  /** Throws without service or permission. */
  readonly Context: new () => PcscContext;
}

/** Session. pcsc-lite does one thing at a time in it, even during a wait. */
export interface PcscContext {
  listReaders(): readonly PcscReaderHandle[];
  /** Resolves when a state differs; `null`: cancelled; empty: timeout. Rejects when the service is gone. */
  waitForChange(
    states: readonly { readonly name: string; readonly state: number }[],
    timeoutMs?: number,
  ): Promise<readonly { readonly name: string; readonly state: number }[] | null>;
  cancel(): void;
  close(): void;
}

export interface PcscReaderHandle {
  readonly name: string;
  connect(shareMode: number, protocols: number): Promise<PcscCard>;
}

export interface PcscCard {
  transmit(command: Buffer, options: { readonly maxRecvLength: number }): Promise<Uint8Array>;
  reconnect(shareMode: number, protocols: number, initialization: number): Promise<number>;
  /** Blocks this thread. Throws if card or service is gone. */
  disconnect(disposition: number): void;
}

/** winscard.h [PC/SC part 5]. */
export const SHARE_EXCLUSIVE = 1;
export const PROTOCOL_T1 = 2;
export const LEAVE_CARD = 0;
export const RESET_CARD = 1;
export const STATE_UNAWARE = 0x0000;
export const STATE_UNKNOWN = 0x0004;
export const STATE_UNAVAILABLE = 0x0008;
export const STATE_PRESENT = 0x0020;
export const STATE_MUTE = 0x0200;
/** The upper half of a state counts insertions and removals. */
export const eventCount = (state: number): number => state >>> 16;

/** A variable: compiler and bundler must not require the package. */
const PACKAGE: string = 'smartcard';

/** Loads the native part. The error is a text for a technician. */
export async function loadBinding(): Promise<Result<PcscBinding, string>> {
  const loading: Promise<{ readonly default?: PcscBinding } & PcscBinding> = import(/* @vite-ignore */ PACKAGE);
  const loaded = await loading.then(ok, describeLoadError(PACKAGE));
  return loaded.ok ? ok(loaded.value.default ?? loaded.value) : loaded;
}
