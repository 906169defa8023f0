import type { FoundApplication } from '../../device/back-office/contract.ts';
import type { PaymentProof } from '../../device/back-office/payment-proof.ts';
import { type Application, applyEntry } from '../../device/ledger/application.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { paymentProofOf, paymentProofOfDueLine } from '../../device/ledger/proof.ts';
import { priceTierOf, quoteOf, type SessionContext, serviceOf, visitRestToPay } from '../../device/session/context.ts';
import { changeAtStepEnd } from '../../device/session/routing.ts';
import { type FindContext, factsOfFound } from '../../device/session/steps/find/finding.ts';
import { promisedReadyDate } from '../../device/session/visit/purchase.ts';

function entriesOf(visit: SessionContext): readonly LedgerEntry[] {
  const { approval, paidCash, reserved, dues } = visit;
  const { total, tariffDate } = quoteOf(visit);
  const at = '2026-11-24T09:59:00+04:00';
  const lines = dues.map(({ amount }) => amount);
  const quoted = { service: serviceOf(visit).id, tier: priceTierOf(visit).id, tariffDate, amount: total } as const;
  return [
    { kind: 'quoted', ...quoted, paper: 'receipt', ...(lines.length > 0 && { lines }) },
    ...lines.map((_, nth) => ({ kind: 'lineLodged', line: nth + 1, reference: `5-${nth}` }) as const),
    { kind: 'lodged', reference: '5-0-62' },
    ...(reserved ? [{ kind: 'creditReserved', amount: reserved.amount, at } as const] : []),
    ...(approval ? saleOf({ ...approval, amount: visitRestToPay(visit) }, at) : []),
    ...(paidCash === null ? [] : notesOf([paidCash - 5, 5], at)),
  ];
}

const saleOf = (
  { ref, amount, authorisationCode }: NonNullable<SessionContext['approval']>,
  at: string,
): readonly LedgerEntry[] => [
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
  { kind: 'approved', approval: { ref, amount, authorisationCode }, at },
];

const notesOf = (notes: readonly number[], at: string): readonly LedgerEntry[] => [
  { kind: 'cashIntent' },
  ...notes.flatMap((value, nth): readonly LedgerEntry[] => [
    { kind: 'noteHeld', noteId: `${nth}`, value },
    { kind: 'noteStacked', noteId: `${nth}` },
  ]),
  { kind: 'cashPaid', notes, at },
];

function proofOfVisit(visit: SessionContext): PaymentProof | null {
  const folded = entriesOf(visit).reduce<Application | undefined>(
    (before, entry) => applyEntry('a', before, entry),
    undefined,
  );
  return visit.dues.length > 0 ? paymentProofOfDueLine(folded!, 1) : paymentProofOf(folded!);
}

/** Makes a visit that prints again what an earlier visit registered; for several dues, the first. */
export function foundAgain(visit: SessionContext, next: SessionContext): SessionContext {
  const { total, tariffDate } = quoteOf(visit);
  const found: FoundApplication = {
    reference: visit.registered!.reference,
    kiosk: '5',
    state: 'registered',
    withdrawn: null,
    answers: {},
    service: serviceOf(visit).id,
    tier: priceTierOf(visit).id,
    tariffDate,
    amount: visit.dues[0]?.amount ?? total,
    ready: promisedReadyDate(visit.facts, visit),
    payment: proofOfVisit(visit),
    registered: visit.registered,
  };
  const facts = factsOfFound({ ...next, found, person: null, lookUps: 0, done: null } as unknown as FindContext);
  return { ...next, ...changeAtStepEnd(next, 'find', { end: 'takeUp', facts, to: 'print' }), duplicate: 2 };
}
