import type { Result } from '../../drivers/result.ts';
import type { BackOffice, BackOfficeTrouble } from './contract.ts';

export interface MergeRequest {
  readonly reference: string;
  /** Number in the kiosk's own queue. */
  readonly ticket: string | null;
  /** ISO date-time with offset. */
  readonly takenAt: string;
  /** The application, encrypted with age for the office. */
  readonly sealed: Uint8Array;
}

export interface OfflineMerge extends Pick<BackOffice, 'withdraw'> {
  /**
   * Reserves unique references for later; the same key gets the same references. `epoch` `null`: begins a new epoch and voids the earlier
   * stock. An outdated epoch is refused as `stale-epoch`.
   */
  reserve(
    key: string,
    wanted: { readonly count: number; readonly epoch: number | null },
    signal: AbortSignal,
  ): Promise<Result<{ readonly references: readonly string[]; readonly epoch: number }, BackOfficeTrouble>>;
  /** A repeated key has no further effect. */
  merge(key: string, request: MergeRequest, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}
