import type { Qepik } from '../../../drivers/money.ts';
import { err, ok, type Result } from '../../../drivers/result.ts';
import { type ApplicationInLedger, readLedgerQueries } from '../../ledger/book.ts';
import { SETTLE_REASONS, type SettleReason, type StaffSettledOutcome } from '../../ledger/entries.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { type OwedItem, owedItem } from '../../ledger/owed.ts';
import {
  findApplicationToSettle,
  noteToSettle,
  type SettleRefusal,
  settleByHand,
  settleOutcomesOf,
} from '../../ledger/settle-by-hand.ts';
import type { Settlement } from '../../ledger/settlement.ts';
import type { SignedInStaff } from '../../staff/contract.ts';
import { badgeOrServiceKey } from './badge.ts';

/** An application with money that only staff may decide. */
export interface MoneyInDoubt {
  readonly id: string;
  readonly reference: string | null;
  readonly about: 'sale' | 'note';
  readonly amount: Qepik;
  readonly ageSeconds: number | null;
  readonly next: OwedItem['next'];
  readonly failedAttempts: number;
  readonly outcomes: readonly StaffSettledOutcome[];
}

/** How many badges a settlement needs: `cash.settleBadges` of the profile. */
export type SettleBadgeCount = 1 | 2;

/** Why a settlement was refused. Nothing was written. */
export type DoubtRefusal =
  | SettleRefusal
  | { readonly kind: 'second-badge-needed' }
  /** The profile asks for two badges, and the service key is none. */
  | { readonly kind: 'badge-needed' }
  | { readonly kind: 'same-badge' }
  /** A test of the terminal settles it now. */
  | { readonly kind: 'in-test' }
  | { readonly kind: 'reason-needed' };

export interface DoubtsOptions {
  /** File of the ledger: the list is read beside the running kiosk. */
  readonly file: string;
  readonly ledger: Ledger;
  readonly settlement: Pick<Settlement, 'claim' | 'isClaimed' | 'recover'>;
  readonly badges: SettleBadgeCount;
  /** `null`: the clock is not believed. */
  readonly now: () => Date | null;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

export interface SettleChoice {
  readonly id: string;
  readonly as: StaffSettledOutcome;
  readonly reason: SettleReason;
}

/** Money in doubt, and its settlement by badge, for the glass. The rules are the rules of `asan-kiosk ledger settle`. */
export function createDoubtsDesk({ file, ledger, settlement, badges, now, timestamp }: DoubtsOptions) {
  return {
    badges,
    /** Oldest first. */
    list: (): readonly MoneyInDoubt[] =>
      readLedgerQueries(file, (book) =>
        book
          .open()
          .map((booked) => inDoubt(booked, owedItem(booked, book.attempts, now())))
          .filter(({ next, outcomes }) => outcomes.length > 0 || ASKED.has(next)),
      ),
    /** Asks terminal, office and validator again about everything open. Returns how many applications ended, and how many are left. */
    askAgain: (signal: AbortSignal) => settlement.recover(signal),
    /**
     * Settles one application. The claim keeps the settlement away, and the empty turn waits until a running attempt is over: otherwise its
     * answer would come after this entry.
     */
    async settle(
      { id, as, reason }: SettleChoice,
      first: SignedInStaff,
      second: SignedInStaff | null,
    ): Promise<Result<MoneyInDoubt | null, DoubtRefusal>> {
      const refused = badgesRefused(badges, first, second);
      if (refused) return err(refused);
      if (!SETTLE_REASONS.includes(reason)) return err({ kind: 'reason-needed' });
      if (settlement.isClaimed(id)) return err({ kind: 'in-test' });
      const release = settlement.claim(id);
      try {
        await settlement.recover(AbortSignal.abort());
        const found = readLedgerQueries(file, (book) => findApplicationToSettle(book, id, as));
        if (!found.ok) return found;
        const by = { by: badgeOrServiceKey(first), ...(second?.badge ? { second: second.badge } : {}) };
        settleByHand(ledger, found.value, { as, reason, at: timestamp(), ...by });
        const left = readLedgerQueries(file, (book) => {
          const booked = book.open().find((each) => each.id === id);
          return booked ? inDoubt(booked, owedItem(booked, book.attempts, now())) : null;
        });
        return ok(left);
      } finally {
        release();
      }
    },
  };
}

export type DoubtsDesk = ReturnType<typeof createDoubtsDesk>;

const ASKED: ReadonlySet<OwedItem['next']> = new Set(['ask', 'leave-to-staff', 'wait-for-note', 'reverse', 'by-hand']);

/** Why these badges may not settle; `null`: they may. */
export function badgesRefused(
  badges: SettleBadgeCount,
  first: SignedInStaff,
  second: SignedInStaff | null,
): Extract<DoubtRefusal, { readonly kind: 'second-badge-needed' | 'badge-needed' | 'same-badge' }> | null {
  if (badges === 1) return null;
  if (!first.badge) return { kind: 'badge-needed' };
  if (!second?.badge) return { kind: 'second-badge-needed' };
  return second.badge === first.badge ? { kind: 'same-badge' } : null;
}

function inDoubt(booked: ApplicationInLedger, item: OwedItem): MoneyInDoubt {
  const note = noteToSettle(booked);
  return {
    id: booked.id,
    reference: item.reference,
    about: note ? 'note' : 'sale',
    amount: note?.value ?? item.amount,
    ageSeconds: item.ageSeconds,
    next: item.next,
    failedAttempts: item.attempt?.times ?? 0,
    outcomes: settleOutcomesOf(booked),
  };
}
