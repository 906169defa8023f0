import { STATUS_WORDS } from '../../../drivers/id-reader/apdu/status-word.ts';
import type { SmSession } from '../../../drivers/id-reader/emrtd/secure-messaging.ts';

export interface ChipReply {
  readonly data: Uint8Array;
  readonly status: number;
  /** Session from the next command on; this answer is protected as before. */
  readonly session?: SmSession;
  /** Whether the secret was wrong: the next authentication takes longer. */
  readonly failed?: true;
}

const EMPTY = new Uint8Array();

export const successReply = (data: Uint8Array = EMPTY): ChipReply => ({ data, status: STATUS_WORDS.success });
export const refusalReply = (status: number): ChipReply => ({ data: EMPTY, status });
export const wrongSecretReply = (status: number): ChipReply => ({ data: EMPTY, status, failed: true });

/** Unpredictable bytes, but seeded: a run can be repeated. */
export type RandomBytes = (length: number) => Uint8Array;
