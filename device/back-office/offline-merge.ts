import type { Result } from '../../drivers/result.ts';
import type { BackOffice, BackOfficeTrouble } from './contract.ts';

/** What was taken while the office was away. */
export interface MergeRequest {
  /** One that `reserve` gave. */
  readonly reference: string;
  /** The number in the kiosk's own queue, or `null`. */
  readonly ticket: string | null;
  /** ISO date-time with offset. */
  readonly takenAt: string;
  /** The application, sealed with age for the office. */
  readonly sealed: Uint8Array;
}

/** What a kiosk that is sometimes away asks besides. */
export interface OfflineMerge extends Pick<BackOffice, 'withdraw'> {
  /**
   * Unique references for later applications; the same key gets the same references. If `epoch` is null, the office begins the next epoch
   * and voids the rest of the earlier stock. If `epoch` is older than the newest epoch, the office refuses it as `stale-epoch`.
   */
  reserve(
    key: string,
    wanted: { readonly count: number; readonly epoch: number | null },
    signal: AbortSignal,
  ): Promise<Result<{ readonly references: readonly string[]; readonly epoch: number }, BackOfficeTrouble>>;
  /** Lodges and registers it in one step, under its key: the same any number of times. */
  merge(key: string, request: MergeRequest, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}
