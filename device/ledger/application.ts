import type { Qepik, TransactionRef } from '../../drivers/payment-terminal/contract.ts';
import { type ApprovalRecord, type EntryKind, type LedgerEntry, NEXT } from './entries.ts';

/** One application, folded from its entries. */
export interface Application {
  /** The ledger's id; also the idempotency key at the back office. */
  readonly id: string;
  readonly last: EntryKind;
  readonly service: string;
  readonly tier: string | null;
  readonly amount: Qepik;
  readonly paper: 'receipt' | 'certificate' | 'ticket';
  readonly reference: string | null;
  /** The latest sale that was meant. */
  readonly intent: { readonly intentId: string; readonly before: TransactionRef | null } | null;
  readonly approval: ApprovalRecord | null;
  /** When the sale was approved, ISO with offset. */
  readonly paidAt: string | null;
  /** Papers the printer confirmed. */
  readonly copies: number;
  readonly codeShown: boolean;
}

/** A ledger that breaks its own rules is a bug of ours, not something the world does. */
export class LedgerRuleError extends Error {}

/** Adds one entry to an application; `undefined` is an application that does not exist yet. */
export function apply(id: string, application: Application | undefined, entry: LedgerEntry): Application {
  const last = application?.last ?? 'start';
  if (!NEXT[last].includes(entry.kind))
    throw new LedgerRuleError(`application ${id}: ${entry.kind} may not follow ${last}`);
  if (entry.kind === 'quoted') {
    return {
      id,
      last: 'quoted',
      service: entry.service,
      tier: entry.tier,
      amount: entry.amount,
      paper: entry.paper,
      reference: null,
      intent: null,
      approval: null,
      paidAt: null,
      copies: 0,
      codeShown: false,
    };
  }
  if (!application) throw new LedgerRuleError(`application ${id}: ${entry.kind} before it was quoted`);
  return { ...application, last: entry.kind, ...changes(application, entry) };
}

function changes(application: Application, entry: Exclude<LedgerEntry, { kind: 'quoted' }>): Partial<Application> {
  switch (entry.kind) {
    case 'lodged':
      return { reference: entry.reference };
    case 'intent':
      return { intent: { intentId: entry.intentId, before: entry.before } };
    case 'approved':
      return { approval: entry.approval, paidAt: entry.at };
    case 'printed':
      return { copies: application.copies + 1 };
    case 'codeShown':
      return { codeShown: true };
    default:
      return {};
  }
}

/** Whether a sale was sent whose outcome is not known: no other sale may be started at this terminal before it is. */
export function paymentInDoubt(application: Application): boolean {
  return application.last === 'saleSent' || application.last === 'unknown';
}
