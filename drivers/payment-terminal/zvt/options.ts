import { SUPERVISOR_TIMINGS, type SupervisorTimings } from '../../supervision/supervisor.ts';
import type { TerminalParts } from '../terminal-driver.ts';
import type { Counting } from './belonging.ts';
import type { ZvtCharset } from './charset.ts';
import { SESSION_TIMINGS, type SessionTimings } from './session.ts';

export interface ZvtTimings extends SessionTimings, SupervisorTimings {
  /** How long a question waits for a terminal that is being connected to. A sale does not wait. */
  readonly comeBackMs: number;
  /** How long goods may take to be issued. Then the money goes back. */
  readonly issueMs: number;
}

/**
 * The beat is slow because a status enquiry lights the display of some terminals. Each exchange of a connect ends by
 * itself (T3, T4), so the patience is as long as what a connect may have to wait for: a sale that somebody else began,
 * an end of day, an initialisation.
 */
export const ZVT_TIMINGS: ZvtTimings = {
  ...SESSION_TIMINGS,
  ...SUPERVISOR_TIMINGS,
  heartbeat: 5_000,
  patience: 600_000,
  comeBackMs: 10_000,
  issueMs: 60_000,
};

/** How often the terminal may have to ask until the goods are issued, as one byte. */
export const mostInfos = ({ issueMs, holdMs }: Pick<ZvtTimings, 'issueMs' | 'holdMs'>): number =>
  Math.min(0xff, 1 + Math.ceil(issueMs / holdMs));

/** What a driver of ZVT needs. Its timings are in milliseconds. */
export interface ZvtTerminalOptions extends Omit<TerminalParts, 'messageMs'> {
  readonly framing: 'serial' | 'tcp';
  /** Six digits. */
  readonly password: string;
  /** ISO 4217 number; AZN if not given. */
  readonly currency?: number | undefined;
  /** Of the texts the terminal sends. Absent: `cp437`, which has no ə, ğ, ı and ş; a terminal that is told `utf8` can send them. */
  readonly charset?: ZvtCharset | undefined;
  /**
   * Whether this terminal knows *issue of goods* [PA00P015 13.08, chapter 2.2]. A terminal that does not know it takes its first *please
   * wait* for a refusal. Absent: no.
   */
  readonly issueOfGoods?: boolean | undefined;
  /**
   * After a lost answer, the driver compares the terminal's last transaction with the sale. This is what may differ. Absent: one step, ten
   * minutes.
   */
  readonly counting?: Counting;
  /**
   * Time zone of the terminal's own clock, a name of the IANA database such as `Europe/Berlin`. Absent: `Asia/Baku`; the zone of
   * this process does not matter. If the zone is wrong, staff have to settle each lost answer (TRM-106).
   */
  readonly timeZone?: string;
  readonly timings?: Partial<ZvtTimings>;
}
