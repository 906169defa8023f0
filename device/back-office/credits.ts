import * as z from 'zod';
import type { Qepik } from '../../drivers/money.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { emptyAnswer } from './answers.ts';
import type { OfficeRequester } from './ask.ts';
import type { BackOfficeTrouble } from './contract.ts';
import { amountSchema } from './due-answers.ts';

export interface IssuedCredit {
  readonly kiosk: string;
  readonly code: string;
  readonly amount: Qepik;
}

export interface CreditReservationRequest {
  readonly kiosk: string;
  readonly code: string;
  readonly most: Qepik;
}

export interface ReservedCredit {
  readonly amount: Qepik;
  readonly left: Qepik;
}

/** Credits of all kiosks (docs/decisions/0050). Both operations are optional. */
export interface CreditOffice {
  /** Reports a credit, named by `key`. A repeated call changes nothing. */
  tellCredit(key: string, credit: IssuedCredit, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** Reserves a sum for the application `key`; a repeated call gets the same answer. Registration spends the sum; withdrawal frees it. */
  reserveCredit(
    key: string,
    request: CreditReservationRequest,
    signal: AbortSignal,
  ): Promise<Result<ReservedCredit, BackOfficeTrouble>>;
}

const reservedAnswer = z.object({ amount: amountSchema, left: amountSchema });

/** Operations on credits. The reserved sum is at most the requested one. */
export function creditOffice(ask: OfficeRequester): CreditOffice {
  return {
    async tellCredit(key, body, signal) {
      const question = { path: '/v1/credits', key, body, isOptional: true } as const;
      const told = await ask.for(emptyAnswer, question, [200], signal);
      return told.ok ? ok(undefined) : told;
    },
    reserveCredit(key, body, signal) {
      const path = `/v1/applications/${encodeURIComponent(key)}/credit`;
      const question = { path, key, body, isOptional: true } as const;
      // A larger sum would be another person's money.
      const tooMuch = ({ amount: reserved }: ReservedCredit) =>
        reserved < 1 || reserved > body.most ? 'wrong-credit' : null;
      return ask.for(reservedAnswer, question, [200], signal, tooMuch);
    },
  };
}
