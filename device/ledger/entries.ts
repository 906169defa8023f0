import type { Approval, Qepik, TransactionRef } from '../../drivers/payment-terminal/contract.ts';

/** A sale's approval as the ledger keeps it: the printed lines stay with the session. */
export type ApprovalRecord = Omit<Approval, 'customerReceipt'>;

/**
 * What may be written about one application. Each entry is durable before the effect it announces:
 * `intent` before the sale is sent, `issueRequested` before the back office is asked, `reversing` before
 * the terminal is asked to give the money back. Holds nothing of a person (docs/decisions/0003).
 */
export type LedgerEntry =
  | {
      readonly kind: 'quoted';
      readonly service: string;
      readonly tier: string | null;
      readonly tariffDate: string | null;
      readonly amount: Qepik;
      readonly paper: 'receipt' | 'certificate' | 'ticket';
    }
  | { readonly kind: 'lodged'; readonly reference: string }
  | { readonly kind: 'intent'; readonly intentId: string; readonly before: TransactionRef | null }
  | { readonly kind: 'saleSent' }
  | { readonly kind: 'approved'; readonly approval: ApprovalRecord; readonly at: string }
  | {
      readonly kind: 'notPaid';
      readonly why: 'declined' | 'cancelled' | 'never-started' | 'not-found';
      readonly code: string | null;
    }
  | { readonly kind: 'unknown'; readonly code: string }
  | { readonly kind: 'issueRequested' }
  | { readonly kind: 'issued' }
  | { readonly kind: 'issueRefused'; readonly reason: string }
  | { readonly kind: 'reversing' }
  | { readonly kind: 'reversed' }
  | { readonly kind: 'printed'; readonly copy: number }
  | { readonly kind: 'printFailed'; readonly code: string }
  /** The citizen took the code or number from the screen instead of paper. */
  | { readonly kind: 'codeShown' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'closed'; readonly outcome: Outcome };

/** How an application ended. */
export type Outcome =
  /** Registered, and its paper confirmed by the printer. */
  | 'delivered'
  /** Registered; the paper was not confirmed (the citizen has the reference, or it was seen only by a later run). */
  | 'deliveredWithoutPaper'
  /** Nothing was paid, nothing is registered. */
  | 'abandoned'
  /** It was paid, could not be registered, and the money went back. */
  | 'returned';

export type EntryKind = LedgerEntry['kind'];

/**
 * Which entry may follow which. Anything else is a bug, and refusing it is cheaper than a wrong book.
 * `null` is the start.
 */
export const NEXT: { readonly [K in EntryKind | 'start']: readonly EntryKind[] } = {
  start: ['quoted'],
  quoted: ['lodged', 'withdrawn', 'closed'],
  lodged: ['intent', 'issueRequested', 'withdrawn'],
  intent: ['saleSent', 'notPaid'],
  saleSent: ['approved', 'notPaid', 'unknown'],
  unknown: ['approved', 'notPaid'],
  approved: ['issueRequested'],
  notPaid: ['intent', 'withdrawn'],
  issueRequested: ['issued', 'issueRefused'],
  issueRefused: ['reversing', 'withdrawn'],
  reversing: ['reversed'],
  reversed: ['withdrawn'],
  issued: ['printed', 'printFailed', 'withdrawn', 'closed'],
  printed: ['printed', 'printFailed', 'closed'],
  printFailed: ['printed', 'printFailed', 'codeShown', 'withdrawn', 'closed'],
  codeShown: ['printed', 'printFailed', 'codeShown', 'closed'],
  withdrawn: ['closed'],
  closed: [],
};
