import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../../drivers/bytes.ts';
import { base64, utf8 } from './bytes.ts';

/** What everybody may know of one application. */
export interface PublicFacts {
  readonly kioskId: string;
  /** When its outcome was decided, in minutes since 1970; `null` if the clock of the kiosk was not set. */
  readonly minute: number | null;
  readonly service: string;
  /** ISO date of the tariff, or `-`. */
  readonly tariff: string;
  /** `issued`, or how it was closed. */
  readonly outcome: string;
}

/** Facts that only the holder of the paper may know. They say nothing about a person. */
export interface HiddenFacts {
  readonly applicationId: string;
  /** The reference of the centre, or `-`. */
  readonly reference: string;
  /** The duty, in qəpik. */
  readonly amount: number;
  /** The terminal's own numbers of the sale, `cash`, or `-`. */
  readonly payment: string;
}

/** So many that nobody can try them all: without its salt a hash of so little could be guessed. */
export const SALT_BYTES = 16;

/** `2026-11-24T10:32Z`, or `-` */
export const minuteText = (minute: number | null): string =>
  minute === null ? '-' : `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;

/** The salt has one length, so no other salt and facts make the same bytes. */
export const commitmentOf = (salt: Uint8Array, hidden: HiddenFacts): Uint8Array =>
  sha256(
    concat(
      salt,
      utf8(
        ['asan-kiosk/rest/v1', hidden.applicationId, hidden.reference, hidden.amount, hidden.payment, ''].join('\n'),
      ),
    ),
  );

/** The leaf as it is in the tree: seven lines that a person can read, the last of them the salted hash of the rest. */
export const leafText = (facts: PublicFacts, commitment: Uint8Array): string =>
  [
    'asan-kiosk/leaf/v1',
    facts.kioskId,
    minuteText(facts.minute),
    facts.service,
    facts.tariff,
    facts.outcome,
    base64(commitment),
    '',
  ].join('\n');
