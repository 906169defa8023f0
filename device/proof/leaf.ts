import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../../drivers/bytes.ts';
import { base64, utf8 } from './bytes.ts';

export interface PublicReceiptFacts {
  readonly kioskId: string;
  /** Minute of the outcome since 1970; `null`: the clock was not set. */
  readonly minute: number | null;
  readonly service: string;
  readonly tariff: string;
  readonly outcome: string;
}

/** Facts for the holder of the paper alone; no personal data. */
export interface HiddenReceiptFacts {
  readonly applicationId: string;
  readonly reference: string;
  readonly amount: number;
  /** Sale numbers of the terminal, `cash`, or `-` if nothing was paid. */
  readonly payment: string;
}

/** Bytes of the salt. Without it, a hash of so few facts could be guessed. */
export const SALT_BYTES = 16;

/** Text of a minute, such as `2026-11-24T10:32Z`; `-` for `null`. */
export const minuteText = (minute: number | null): string =>
  minute === null ? '-' : `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;

/** Salted hash of the facts. All salts have one length, so no other salt and facts give the same bytes. */
export const commitmentOf = (salt: Uint8Array, hidden: HiddenReceiptFacts): Uint8Array =>
  sha256(
    concat(
      salt,
      utf8(
        ['asan-kiosk/rest/v1', hidden.applicationId, hidden.reference, hidden.amount, hidden.payment, ''].join('\n'),
      ),
    ),
  );

/**
 * Leaf in the tree: seven readable lines. The last is the salted hash of the hidden facts. A fact that is not known is `-`. `outcome`:
 * `issued`, or how the application was closed.
 */
export const leafText = (facts: PublicReceiptFacts, commitment: Uint8Array): string =>
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
