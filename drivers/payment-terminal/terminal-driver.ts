import type { Clock } from '../clock.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import type { PaymentTerminal, TerminalCare } from './contract.ts';

export interface TerminalDriver extends PaymentTerminal, TerminalCare {
  close(): Promise<void>;
}

export interface TerminalParts {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  readonly onDiscarded: OnDiscarded;
  /**
   * Whether the books have a sale with unknown outcome. If not, an unexpected approval is refused, also after a restart, and the driver may
   * close the terminal's day. Absent: the driver decides by what this process saw, and never closes the day by itself.
   */
  readonly saleInDoubt?: () => boolean;
  /**
   * Whether the books have an approved sale that may have to be reversed. Terminals reverse only until their day is closed. If true, the
   * driver runs no remedy that closes the day or may make the terminal forget.
   */
  readonly saleMayGoBack?: () => boolean;
  /** Time of day, to set a terminal's clock that reports itself as wrong. */
  readonly now?: () => Date;
  /** Longest silence of a terminal inside an exchange, in ms. Absent: the limit of the protocol. */
  readonly messageMs?: number | undefined;
}
