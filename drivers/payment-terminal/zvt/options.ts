import { SUPERVISOR_TIMINGS, type SupervisorTimings } from '../../supervision/supervisor.ts';
import type { TerminalParts } from '../terminal-driver.ts';
import type { Counting } from './belonging.ts';
import type { ZvtCharset } from './charset.ts';
import { SESSION_TIMINGS, type SessionTimings } from './session.ts';

export interface ZvtTimings extends SessionTimings, SupervisorTimings {
  /** How long a question waits for a terminal that is connecting. Sales do not wait. */
  readonly comeBackMs: number;
  /** Longest issue of goods. Then the money goes back. */
  readonly issueMs: number;
}

/**
 * The heartbeat is slow: a status enquiry lights the display of some terminals. Every exchange of a connect ends by itself (T3, T4). So the
 * patience is as long as the longest wait: a sale of another process, an end of day, an initialisation.
 */
export const ZVT_TIMINGS: ZvtTimings = {
  ...SESSION_TIMINGS,
  ...SUPERVISOR_TIMINGS,
  heartbeat: 5_000,
  patience: 600_000,
  comeBackMs: 10_000,
  issueMs: 60_000,
};

/** How often the terminal may have to ask for the goods, as one byte. */
export const mostInfos = ({ issueMs, holdMs }: Pick<ZvtTimings, 'issueMs' | 'holdMs'>): number =>
  Math.min(0xff, 1 + Math.ceil(issueMs / holdMs));

/** Options of a ZVT driver. Its timings are in milliseconds. */
export interface ZvtTerminalOptions extends Omit<TerminalParts, 'messageMs'> {
  readonly framing: 'serial' | 'tcp';
  /** Six digits. */
  readonly password: string;
  /** ISO 4217 number. Default: AZN. */
  readonly currency?: number | undefined;
  /** Set of the terminal's texts. Default `cp437`, without ə, ğ, ı and ş. A terminal that gets `utf8` can send them. */
  readonly charset?: ZvtCharset | undefined;
  /**
   * Whether this terminal knows *issue of goods* [PA00P015 13.08, chapter 2.2]. If it does not, it reads the first *please wait* as a
   * refusal. Default: no.
   */
  readonly issueOfGoods?: boolean | undefined;
  /** Allowed difference between a sale and the terminal's last transaction after a lost answer. Default: one step, ten minutes. */
  readonly counting?: Counting;
  /**
   * Zone of the terminal's clock, an IANA name such as `Europe/Berlin`. Default: `Asia/Baku`; the zone of this process does not matter. If
   * it is wrong, staff must settle each lost answer (TRM-106).
   */
  readonly timeZone?: string;
  readonly timings?: Partial<ZvtTimings>;
}
