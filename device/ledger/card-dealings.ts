import { withAnyOf } from '../../drivers/abort.ts';
import type { LastTransaction, PaymentIntent, PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import { err, ok } from '../../drivers/result.ts';
import { type Application, canBeInquired, UNMATCHED_ANSWER } from './application.ts';
import type { ApplicationActions, SaleInquiryOutcome, SaleOutcome, SalePrompt } from './dealings.ts';
import type { LedgerEntry } from './entries.ts';
import { applicationIn } from './ledger.ts';
import { createRegistrationOffer, type OfferOptions, type RegistrationFailure } from './offer.ts';
import { approvalRecordOf } from './proof.ts';
import { restToPay } from './reserved.ts';

export interface CardOptions extends OfferOptions {
  readonly terminal: PaymentTerminal;
  readonly newId: () => string;
}

/** The office's answer came after the terminal stopped waiting. */
const TOO_LATE: RegistrationFailure = { kind: 'unreachable', code: 'BKO-101' };

/** Actions on sales at the terminal. */
export function createCardActions(
  options: CardOptions,
): Pick<ApplicationActions, 'pay' | 'ask' | 'reverse' | 'lookForStraySale'> {
  const stray = straySales(options);
  return {
    lookForStraySale: stray.look,
    async pay(id, cancel, onPrompt) {
      const last = await options.terminal.lastTransaction(cancel);
      if (!last.ok) return { known: 'never-started', trouble: last.error };
      if (cancel.aborted) return { known: 'cancelled' };
      // The terminal names only its last transaction: the new sale will hide a stray sale.
      stray.note(last.value);
      return await sell(options, last.value, { id, cancel, onPrompt });
    },
    ask: (id, signal) => askAbout(options, id, signal),
    reverse: (id, signal) => reverseSale(options, id, signal),
  };
}

function straySales({ ledger, terminal, newId }: CardOptions) {
  let compared = false;
  function note({ before: ref, stands }: LastTransaction): Application | null {
    if (compared) return null;
    compared = true;
    ledger.sales.begin(ref);
    if (ref === null || stands === undefined || !ledger.sales.isStray(ref)) return null;
    return ledger.append(newId(), { kind: 'straySale', ref, amount: stands });
  }
  const look: ApplicationActions['lookForStraySale'] = async (signal) => {
    if (compared) return ok(null);
    const last = await terminal.lastTransaction(signal);
    return last.ok ? ok(note(last.value)) : err(last.error.code);
  };
  return { note, look };
}

interface Sale {
  readonly id: string;
  readonly cancel: AbortSignal;
  readonly onPrompt: (prompt: SalePrompt) => void;
}

/** Writes the intent before the first byte is sent, and the outcome before the caller gets it. */
async function sell(options: CardOptions, { before, terminalId }: LastTransaction, order: Sale): Promise<SaleOutcome> {
  const { ledger, terminal } = options;
  const { id, cancel, onPrompt } = order;
  // If the terminal names neither a transaction nor its id, the terminal id of an older sale is a guess. After an exchange of the terminal,
  // a wrong id would keep this sale in doubt for ever.
  const intent = { intentId: options.newId(), before, ...(terminalId !== undefined && { terminalId }) };
  ledger.append(id, { kind: 'intent', ...intent });
  ledger.append(id, { kind: 'saleSent' });
  const application = applicationIn(ledger, id);
  const { trial, lines } = application;
  const sale = { ...intent, amount: restToPay(application) };
  const outcome =
    // The office may refuse one of several dues: their sale is final at once (docs/decisions/0049).
    terminal.capabilities?.issueOfGoods && !trial && lines.length === 0
      ? await sellOffered(options, sale, order)
      : await terminal.pay(sale, cancel, onPrompt);
  ledger.append(id, paidEntry(outcome, options.timestamp()));
  return outcome;
}

async function sellOffered(
  options: CardOptions,
  sale: PaymentIntent,
  { id, cancel, onPrompt }: Sale,
): Promise<SaleOutcome> {
  const offer = createRegistrationOffer(id, options);
  const said = await options.terminal.pay(sale, cancel, onPrompt, (approval, tooLate) => {
    onPrompt('registering');
    return withAnyOf([tooLate, cancel], (either) => offer.issue(approval, either));
  });
  const why = offer.notIssued() ?? TOO_LATE;
  const offered = applicationIn(options.ledger, id).offered !== null;
  const failed = said.known === 'declined' || said.known === 'cancelled';
  return failed && offered ? { known: 'not-issued', why } : said;
}

async function askAbout(
  { ledger, terminal, timestamp }: CardOptions,
  id: string,
  signal: AbortSignal,
): Promise<SaleInquiryOutcome> {
  const application = applicationIn(ledger, id);
  const { intent, last, leftToStaff } = application;
  if (!intent) throw new Error(`application ${id} has no sale to ask about`);
  const sentAt = ledger.sales.sentAt(id) ?? undefined;
  const outcome = await terminal.inquire({ ...intent, amount: restToPay(application), sentAt }, signal);
  if (outcome.known === 'approved') {
    ledger.append(id, { kind: 'approved', approval: approvalRecordOf(outcome.approval), at: timestamp() });
  } else if (outcome.known === 'not-paid') {
    ledger.append(id, { kind: 'notPaid', why: 'not-found', code: null });
  } else if (last !== 'unknown' || (outcome.trouble.code === UNMATCHED_ANSWER && !leftToStaff)) {
    ledger.append(id, { kind: 'unknown', code: outcome.trouble.code });
  }
  // The office may have registered the offer: a retry needs another application.
  if (outcome.known === 'not-paid' && applicationIn(ledger, id).offered) return { known: 'not-issued', why: TOO_LATE };
  return outcome;
}

async function reverseSale(
  { ledger, terminal }: CardOptions,
  id: string,
  signal: AbortSignal,
): ReturnType<ApplicationActions['reverse']> {
  const application = applicationIn(ledger, id);
  if (!application.approval) throw new Error(`application ${id} has no approved sale to reverse`);
  // A reversal would hide another sale that is in doubt.
  if (ledger.open().some(canBeInquired)) return err('TRM-204');
  if (application.last !== 'reversing') ledger.append(id, { kind: 'reversing' });
  const { ref, amount } = application.approval;
  // This reversal could hit another citizen's payment: staff give the money back.
  if (ledger.sales.countsAnew(id, ref)) return err(UNMATCHED_ANSWER);
  const answer = await terminal.reverse({ ref, amount }, signal);
  if (!answer.ok) return err(answer.error.code);
  return ok(ledger.append(id, { kind: 'reversed' }));
}

function paidEntry(outcome: SaleOutcome, at: string): LedgerEntry {
  switch (outcome.known) {
    case 'approved':
      return { kind: 'approved', approval: approvalRecordOf(outcome.approval), at };
    case 'not-issued':
      return { kind: 'notPaid', why: 'not-issued', code: outcome.why.code };
    case 'declined':
      return { kind: 'notPaid', why: 'declined', code: outcome.resultCode };
    case 'cancelled':
      return { kind: 'notPaid', why: 'cancelled', code: null };
    case 'never-started':
      return { kind: 'notPaid', why: 'never-started', code: outcome.trouble.code };
    case 'nothing':
      return { kind: 'unknown', code: outcome.trouble.code };
    default:
      return outcome satisfies never;
  }
}
