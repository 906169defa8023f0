import type { Qepik } from '../../drivers/money.ts';
import type { PaymentProof } from '../back-office/payment-proof.ts';
import type { OfficeRegisterRow } from '../back-office/register-list.ts';
import {
  isWithinPeriod,
  type OfficeRegisterExtract,
  type ReconciliationDifference,
  type ReconciliationFinding,
} from './findings.ts';
import { type ApplicationToReconcile, splitByDue } from './ledger-line.ts';

/** Differences between the ledger and the register. Both use the same key for an application, so each finding has one suspect. */
export function registerFindings(
  ledger: readonly ApplicationToReconcile[],
  { rows, period }: OfficeRegisterExtract,
): readonly ReconciliationFinding[] {
  const lines = ledger.flatMap(splitByDue);
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const known = new Set(lines.map(({ applicationId }) => applicationId));
  const differing = lines.flatMap((line) => {
    const row = rowOf.get(line.applicationId);
    // If this kiosk's clock was unset, the office's time gives the day.
    if (!isWithinPeriod(row && !line.dated ? row.lodgedAt : line.since, period)) return [];
    const what = differenceOf(line, row);
    return what === null ? [] : [findingOf(what, line, row)];
  });
  const unknown = rows.filter(
    ({ key, state, lodgedAt }) => state === 'registered' && !known.has(key) && isWithinPeriod(lodgedAt, period),
  );
  return [...differing, ...unknown.map(notInLedger)];
}

function differenceOf(
  line: ApplicationToReconcile,
  row: OfficeRegisterRow | undefined,
): ReconciliationDifference | null {
  const paid = line.notes !== null || line.sale?.state === 'stands';
  if (row?.state !== 'registered') {
    if (paid) return 'paid-without-registration';
    return line.registered ? 'not-in-register' : null;
  }
  // A registration counts as unpaid while its sale is in doubt.
  if (line.duty > line.credit ? !paid || row.payment === null : line.duty > 0 && row.payment === null)
    return 'registered-without-payment';
  if (!line.registered) return 'registration-not-in-ledger';
  return row.payment === null ? null : paymentDifference(line, row.payment);
}

function paymentDifference(
  { notes, sale, duty, credit }: ApplicationToReconcile,
  proof: PaymentProof,
): ReconciliationDifference | null {
  if ((proof.credit ?? 0) !== credit) return 'payment-differs';
  if ('notes' in proof) {
    if (proof.amount !== duty - credit) return 'amount-differs';
    return notes && notes.join() === proof.notes.join() ? null : 'payment-differs';
  }
  if (!('terminalId' in proof)) return sale || notes ? 'payment-differs' : null;
  if (!sale) return 'payment-differs';
  const { terminalId, traceNumber, receiptNumber } = sale.ref;
  const same =
    proof.terminalId === terminalId && proof.traceNumber === traceNumber && proof.receiptNumber === receiptNumber;
  if (!same) return 'payment-differs';
  return proof.amount === sale.amount ? null : 'amount-differs';
}

function findingOf(
  what: ReconciliationDifference,
  line: ApplicationToReconcile,
  row: OfficeRegisterRow | undefined,
): ReconciliationFinding {
  const { applicationId, reference, sale, duty, credit, open } = line;
  const { receiptNumber = null, traceNumber = null } = sale?.ref ?? {};
  const amount = sale?.amount ?? duty - credit;
  const theirs: Qepik = row?.state === 'registered' ? (row.payment?.amount ?? 0) : 0;
  const ours = line.notes !== null || sale?.state === 'stands' ? amount : 0;
  return {
    between: 'ledger-register',
    difference: theirs - ours,
    suspects: [{ what, applicationId, reference, receiptNumber, traceNumber, amount }],
    open,
  };
}

function notInLedger({ key, reference, payment }: OfficeRegisterRow): ReconciliationFinding {
  const card = payment && 'terminalId' in payment ? payment : null;
  const [receiptNumber, traceNumber] = [card?.receiptNumber ?? null, card?.traceNumber ?? null];
  const amount = payment?.amount ?? 0;
  return {
    between: 'ledger-register',
    difference: amount,
    suspects: [{ what: 'not-in-ledger', applicationId: key, reference, receiptNumber, traceNumber, amount }],
    open: false,
  };
}
