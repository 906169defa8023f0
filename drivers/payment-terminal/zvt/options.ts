import { SUPERVISOR_TIMINGS, type SupervisorTimings } from '../../supervision/supervisor.ts';
import type { TerminalParts } from '../terminal-driver.ts';
import type { Counting } from './belonging.ts';
import type { ZvtCharset } from './charset.ts';
import { type SessionTimings, ZVT_SESSION_TIMINGS } from './session.ts';

export interface ZvtTimings extends SessionTimings, SupervisorTimings {
  /** Longest wait of a query for a reconnecting terminal. Sales do not wait. */
  readonly comeBackMs: number;
  /** Longest issue of goods; then the money goes back. */
  readonly issueMs: number;
}

/** A status enquiry lights some displays. Patience covers the longest wait of a connect: another process's sale, an end of day. */
export const ZVT_TIMINGS: ZvtTimings = {
  ...ZVT_SESSION_TIMINGS,
  ...SUPERVISOR_TIMINGS,
  heartbeat: 5_000,
  patience: 600_000,
  comeBackMs: 10_000,
  issueMs: 60_000,
};

/** How often the terminal may have to ask for the goods, as one byte. */
export const maxGoodsRequestsOf = ({ issueMs, holdMs }: Pick<ZvtTimings, 'issueMs' | 'holdMs'>): number =>
  Math.min(0xff, 1 + Math.ceil(issueMs / holdMs));

/** Driver options. Timings in milliseconds. */
export interface ZvtTerminalOptions extends Omit<TerminalParts, 'messageMs'> {
  readonly framing: 'serial' | 'tcp';
  /** Six digits. */
  readonly password: string;
  /** ISO 4217 number. Default: AZN. */
  readonly currency?: number | undefined;
  /** Default `cp437`, which lacks ə, ğ, ı and ş; `utf8` has them. */
  readonly charset?: ZvtCharset | undefined;
  /**
   * Whether the terminal knows *issue of goods* [PA00P015 13.08, chapter 2.2]. Another terminal reads the first *please wait* as a refusal.
   * Default: no.
   */
  readonly issueOfGoods?: boolean | undefined;
  /** How exactly a transaction must match after a lost answer. Default: one step, ten minutes. */
  readonly counting?: Counting;
  /**
   * IANA name, such as `Europe/Berlin`. Default: `Asia/Baku`, not this process's zone. With a wrong zone, staff must settle each lost
   * answer (TRM-106).
   */
  readonly timeZone?: string;
  readonly timings?: Partial<ZvtTimings>;
}
