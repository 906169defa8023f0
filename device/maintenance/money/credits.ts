import type { Qepik } from '../../../drivers/money.ts';
import { err, ok, type Result } from '../../../drivers/result.ts';
import { ageSecondsOf } from '../../ledger/age.ts';
import { type CashList, readCashList } from '../../ledger/cash-list.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { SignedInStaff } from '../../staff/contract.ts';
import { badgeOrServiceKey } from './badge.ts';

type Listed = CashList['credits'][number];

export interface OpenCredit {
  readonly code: string;
  readonly amount: Qepik;
  /** `null`: the clock is unreliable. */
  readonly ageSeconds: number | null;
  readonly printed: boolean;
  readonly atOffice: Listed['atOffice'];
  /** `office`: any kiosk may spend it, so only the office pays it out. `list`: staff pay by this list. */
  readonly payer: 'office' | 'list';
}

/** Why a credit was not paid out. Nothing was written. */
export type PayoutRefusal =
  | { readonly kind: 'unknown-code' }
  | { readonly kind: 'paid-before'; readonly by: string; readonly at: string }
  | { readonly kind: 'office-pays' };

export interface CreditsOptions {
  /** File of the ledger: the list is read beside the running kiosk. */
  readonly file: string;
  readonly ledger: Pick<Ledger, 'append'>;
  /** `null`: the clock is not believed. */
  readonly now: () => Date | null;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

/** If the office may know the code, any kiosk may spend it. */
const OFFICE_PAYS: ReadonlySet<Listed['atOffice']> = new Set(['known', 'not-yet']);

/** Open credits and their payout by a cashier, for the glass and the command. */
export function createCreditsDesk({ file, ledger, now, timestamp }: CreditsOptions) {
  return {
    /** Credits that staff pay, then credits that the office pays; both oldest first. */
    open(): readonly OpenCredit[] {
      const at = now();
      const credits = readCashList(file)
        .credits.filter(({ paidOut }) => paidOut === null)
        .map((credit) => openCredit(credit, at));
      return [...credits.filter(({ payer }) => payer === 'list'), ...credits.filter(({ payer }) => payer === 'office')];
    },
    payOut(code: string, staff: SignedInStaff): Result<OpenCredit, PayoutRefusal> {
      const credit = readCashList(file).credits.find((each) => each.code === code);
      if (!credit) return err({ kind: 'unknown-code' });
      if (credit.paidOut) return err({ kind: 'paid-before', ...credit.paidOut });
      if (OFFICE_PAYS.has(credit.atOffice)) return err({ kind: 'office-pays' });
      ledger.append(credit.applicationId, {
        kind: 'creditPaidOut',
        code,
        by: badgeOrServiceKey(staff),
        at: timestamp(),
      });
      return ok(openCredit(credit, now()));
    },
  };
}

export type CreditsDesk = ReturnType<typeof createCreditsDesk>;

const openCredit = ({ code, amount, at, printed, atOffice }: Listed, now: Date | null): OpenCredit => ({
  code,
  amount,
  ageSeconds: ageSecondsOf(at, now),
  printed,
  atOffice,
  payer: OFFICE_PAYS.has(atOffice) ? 'office' : 'list',
});
