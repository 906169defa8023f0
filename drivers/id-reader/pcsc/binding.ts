import { notLoaded } from '../../native-part.ts';
import { ok, type Result } from '../../result.ts';

/**
 * The part of the npm package `smartcard` that is used here, a thin skin over the system's PC/SC library. It is an optional
 * dependency, so its own types are not there on every machine.
 */
export interface PcscBinding {
  /** Throws when the service does not run or does not let this user in. */
  readonly Context: new () => PcscContext;
}

/** A session with the service. pcsc-lite lets one thing at a time happen in it, also while it waits for a change. */
export interface PcscContext {
  listReaders(): readonly PcscReaderHandle[];
  /**
   * Resolves when a state differs from the one given here. Resolves with `null` when cancelled, and with an empty list when the time is
   * over. Rejects when the service is gone.
   */
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
  /** In this thread. Throws when the card or the service is gone already. */
  disconnect(disposition: number): void;
}

/** Values of winscard.h [PC/SC part 5]. */
export const SHARE_EXCLUSIVE = 1;
export const PROTOCOL_T1 = 2;
export const LEAVE_CARD = 0;
export const RESET_CARD = 1;
export const STATE_UNAWARE = 0x0000;
export const STATE_UNKNOWN = 0x0004;
export const STATE_UNAVAILABLE = 0x0008;
export const STATE_PRESENT = 0x0020;
export const STATE_MUTE = 0x0200;
/** The upper half of a state counts the insertions and removals in its reader. */
export const eventCount = (state: number): number => state >>> 16;

/** Not a literal: neither the compiler nor the bundler may insist that an optional package is there. */
const PACKAGE: string = 'smartcard';

/** Loads the native part. The error is for a technician. */
export async function loadBinding(): Promise<Result<PcscBinding, string>> {
  const loading: Promise<{ readonly default?: PcscBinding } & PcscBinding> = import(/* @vite-ignore */ PACKAGE);
  const loaded = await loading.then(ok, notLoaded(PACKAGE));
  return loaded.ok ? ok(loaded.value.default ?? loaded.value) : loaded;
}
