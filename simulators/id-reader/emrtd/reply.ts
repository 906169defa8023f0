import { SW } from '../../../drivers/id-reader/apdu/status-word.ts';
import type { SmSession } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';

export interface Reply {
  readonly data: Uint8Array;
  readonly status: number;
  /** Secure messaging from the next command on; this answer is still sent as before. */
  readonly session?: SmSession;
  /** The secret was wrong: the next answer of an authentication takes longer. */
  readonly failed?: true;
}

const EMPTY = new Uint8Array();

export const done = (data: Uint8Array = EMPTY): Reply => ({ data, status: SW.success });
export const refused = (status: number): Reply => ({ data: EMPTY, status });
export const denied = (status: number): Reply => ({ data: EMPTY, status, failed: true });

/** `length` unpredictable bytes; seeded, so that a run can be repeated. */
export type RandomBytes = (length: number) => Uint8Array;
