import { type Application, hasOtherPaymentAtOffice } from './application.ts';
import { hasUnreportedCredit, holdsNote, insertedCash, owesCredit } from './cash.ts';
import type { ApplicationOutcome, PhaseKind } from './entries.ts';
import { restToPay } from './reserved.ts';

/** What the kiosk does next with an application that no session claims. */
export type SettlementStep =
  | { readonly do: 'ask' }
  | { readonly do: 'count-cash' }
  | { readonly do: 'stop-cash' }
  | { readonly do: 'wait-for-note' }
  | { readonly do: 'credit' }
  | { readonly do: 'tell-credit' }
  | { readonly do: 'register' }
  | { readonly do: 'reverse' }
  | { readonly do: 'withdraw'; readonly reason: string }
  | { readonly do: 'close'; readonly outcome: ApplicationOutcome }
  | { readonly do: 'leave-to-staff' }
  | { readonly do: 'nothing' };

/** Phases before it is decided what the notes bought. */
const UNDECIDED: ReadonlySet<PhaseKind> = new Set(['cashIntent', 'cashPaid', 'issueRequested']);

/**
 * The next step in the recovery of one application, computed only from its ledger. The recovery serves after a crash, and if a citizen left
 * something open. Another crash may make the kiosk repeat a step, which does no harm. Each step only asks, or carries its own key
 * (register, withdraw), or is refused the second time (reverse). An application that staff settled as `paid` is at the office, and its
 * payment is valid. A sale without an application has nothing at the office.
 */
export function nextSettlementStep(application: Application): SettlementStep {
  const { last, approval, duplicate } = application;
  if (holdsNote(application)) return { do: 'wait-for-note' };
  if (hasOtherPaymentAtOffice(application)) return { do: 'leave-to-staff' };
  if (!UNDECIDED.has(last) && owesCredit(application)) return { do: 'credit' };
  // A duplicate: another kiosk or entry has the application. Only paper is open, and no citizen waits.
  const phase = duplicate !== null && last !== 'closed' ? 'duplicateIssued' : last;
  if (application.trial) return trialStep(application);
  switch (phase) {
    // The lodging may have reached the office although its answer was lost.
    case 'quoted':
      return { do: 'withdraw', reason: 'not-lodged' };
    case 'lodged':
    case 'notPaid':
    case 'cashStopped':
      // The reason `credited` tells a citizen at another kiosk that the notes are here.
      return withdrawUnpaid(application);
    // `saleSent` is written before the first byte, but a disk may lose the entry. Asking is harmless.
    case 'intent':
    case 'saleSent':
    case 'offered':
    case 'unknown':
      return { do: application.leftToStaff ? 'leave-to-staff' : 'ask' };
    case 'straySale':
    case 'trialSale':
      return { do: 'leave-to-staff' };
    case 'cashIntent':
      return { do: insertedCash(application) >= restToPay(application) ? 'count-cash' : 'stop-cash' };
    case 'approved':
    case 'cashPaid':
    case 'issueRequested':
      return { do: 'register' };
    case 'issueRefused':
      return approval ? { do: 'reverse' } : withdrawRefused(application);
    case 'reversing':
      return { do: 'reverse' };
    case 'reversed':
      return { do: 'withdraw', reason: 'money-returned' };
    case 'settledByHand':
      return afterStaff(application);
    case 'issued':
    case 'printFailed':
    case 'codeShown':
      return nobodyHolds(application) ? { do: 'withdraw', reason: 'not-printed' } : delivered(application);
    // A queue number called in vain is better than one never called.
    case 'printing':
    case 'printed':
      return delivered(application);
    case 'withdrawn':
      return { do: 'close', outcome: withdrawnAs(application) };
    case 'duplicateIssued':
      return { do: 'close', outcome: 'duplicated' };
    case 'strayNote':
      return { do: 'close', outcome: 'listed' };
    case 'closed':
      return { do: hasUnreportedCredit(application) ? 'tell-credit' : 'nothing' };
    default:
      return phase satisfies never;
  }
}

/** Paid money of a trial goes back; the back office does not know the trial. */
function trialStep({ last, leftToStaff }: Application): SettlementStep {
  switch (last) {
    case 'intent':
    case 'saleSent':
    case 'unknown':
      return { do: leftToStaff ? 'leave-to-staff' : 'ask' };
    case 'approved':
    case 'reversing':
      return { do: 'reverse' };
    case 'reversed':
      return { do: 'close', outcome: 'returned' };
    case 'settledByHand':
      return { do: 'close', outcome: 'listed' };
    case 'closed':
      return { do: 'nothing' };
    default:
      return { do: 'close', outcome: 'abandoned' };
  }
}

/** The notes stay as a credit. If a credit covered the price, the withdrawal frees it. */
const withdrawRefused = ({ paidBy, reserved }: Application): SettlementStep => ({
  do: 'withdraw',
  reason: paidBy === null && reserved ? 'money-returned' : 'refused',
});

const withdrawUnpaid = ({ credits }: Application): SettlementStep => ({
  do: 'withdraw',
  reason: credits.length > 0 ? 'credited' : 'not-paid',
});

function afterStaff(application: Application): SettlementStep {
  if (application.service === '') return { do: 'close', outcome: 'listed' };
  switch (application.settledAs) {
    case 'returned':
      return { do: 'withdraw', reason: 'money-returned' };
    case 'paid':
      return delivered(application);
    default:
      return withdrawUnpaid(application);
  }
}

/** A free queue number that no citizen has would keep an officer waiting. A paid number stays: a withdrawal gives no money back. */
const nobodyHolds = ({ paper, amount, copies, codeShown }: Application): boolean =>
  paper === 'ticket' && amount === 0 && copies === 0 && !codeShown;

const delivered = ({ copies }: Application): SettlementStep => ({
  do: 'close',
  outcome: copies > 0 ? 'delivered' : 'deliveredWithoutPaper',
});

function withdrawnAs({ approval, settledAs, credits }: Application): ApplicationOutcome {
  if (approval || settledAs === 'returned') return 'returned';
  return credits.length > 0 ? 'credited' : 'abandoned';
}
