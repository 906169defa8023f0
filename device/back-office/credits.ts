import * as z from 'zod';
import { ok, type Result } from '../../drivers/result.ts';
import type { Qepik } from '../words/money.ts';
import { doneAnswer } from './answers.ts';
import type { Asker } from './ask.ts';
import type { BackOfficeTrouble } from './contract.ts';
import { amount } from './due-answers.ts';

export interface IssuedCredit {
  readonly kiosk: string;
  readonly code: string;
  readonly amount: Qepik;
}

export interface CreditRequest {
  readonly kiosk: string;
  readonly code: string;
  /** What is to be paid. */
  readonly most: Qepik;
}

export interface ReservedCredit {
  /** What the application has of it; at most what was asked for. */
  readonly amount: Qepik;
  /** What stays on the code besides. */
  readonly left: Qepik;
}

/** Credits of all kiosks (docs/decisions/0050). An office may leave both operations out. */
export interface CreditOffice {
  /** `key` of one credit of one application: told again it is the same. */
  tellCredit(key: string, credit: IssuedCredit, signal: AbortSignal): Promise<Result<void, BackOfficeTrouble>>;
  /** `key` of the application; the same answer again after a lost one. Registering spends it, withdrawing frees it. */
  reserveCredit(
    key: string,
    request: CreditRequest,
    signal: AbortSignal,
  ): Promise<Result<ReservedCredit, BackOfficeTrouble>>;
}

const reservedAnswer = z.object({ amount, left: amount });

export function creditOffice(ask: Asker): CreditOffice {
  return {
    async tellCredit(key, body, signal) {
      const question = { path: '/v1/credits', key, body, isOptional: true } as const;
      const told = await ask.for(doneAnswer, question, [200], signal);
      return told.ok ? ok(undefined) : told;
    },
    reserveCredit(key, body, signal) {
      const path = `/v1/applications/${encodeURIComponent(key)}/credit`;
      const question = { path, key, body, isOptional: true } as const;
      // More than was asked for would be somebody else's money.
      const tooMuch = ({ amount: reserved }: ReservedCredit) =>
        reserved < 1 || reserved > body.most ? 'wrong-credit' : null;
      return ask.for(reservedAnswer, question, [200], signal, tooMuch);
    },
  };
}
