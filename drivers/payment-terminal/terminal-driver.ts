import type { Clock } from '../clock.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';
import type { PaymentTerminal, TerminalCare } from './contract.ts';

/** Terminal for visits and staff. */
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
   * Whether a sale has an unknown outcome. If not, an unexpected approval is refused, also after a restart, and the driver may close the day.
   * Absent: only this process's sales count, and the driver never closes the day.
   */
  readonly saleInDoubt?: () => boolean;
  /** Whether an approved sale may have to be reversed. If so, no remedy closes the day or makes the terminal forget the sale. */
  readonly saleMayGoBack?: () => boolean;
  /** Time of day, to set the terminal's clock. Absent: it is never set. */
  readonly now?: () => Date;
  /** Longest silence inside an exchange, in ms. Absent: the protocol's limit. */
  readonly messageMs?: number | undefined;
}
