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
  /** References that nobody else gets, for what is taken later: under the same key the same. */
  reserve(key: string, count: number, signal: AbortSignal): Promise<Result<readonly string[], BackOfficeTrouble>>;
  /** Lodges and registers it in one step, under its key: the same any number of times. */
  merge(key: string, request: MergeRequest, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
}
