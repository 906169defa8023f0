import type { Clock } from '../clock.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import type { PaymentTerminal, TerminalCare } from './contract.ts';

/** A terminal as a driver gives it: what citizens need of it, what staff need of it, and its end. */
export interface TerminalDriver extends PaymentTerminal, TerminalCare {
  close(): Promise<void>;
}

/** What every driver of a terminal is given, for any protocol. */
export interface TerminalParts {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
  /**
   * Whether the books hold a sale whose outcome is not known. Where they do not, an approval that nobody waits for is
   * sent back, also after a restart, and the terminal may be told to close its day. Not given: only what this process
   * saw decides, and the day is never closed unasked.
   */
  readonly saleInDoubt?: () => boolean;
  /**
   * Whether the books hold an approved sale that may still have to be reversed. A terminal reverses until its day is closed: where
   * this holds, nothing is put right that closes the day or could make it forget.
   */
  readonly saleMayGoBack?: () => boolean;
  /** The time of day, to set the clock of a terminal that says its own is wrong. */
  readonly now?: () => Date;
  /** How long a terminal may say nothing in the middle of an exchange, in ms, where it is not the protocol's own limit. */
  readonly messageMs?: number | undefined;
}
