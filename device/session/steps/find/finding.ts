import type { FoundApplication } from '../../../back-office/contract.ts';
import type { OfficerReply } from '../../../back-office/own.ts';
import type { PaymentProof } from '../../../back-office/payment-proof.ts';
import { priceSum, quoteLinesOf } from '../../../catalogue/price.ts';
import type { PriceTier, Service } from '../../../catalogue/schema.ts';
import type { MoneyState } from '../../../words/money.ts';
import type { Quote } from '../../../words/quote.ts';
import type { TroubleCode, UnansweredCode } from '../../../words/trouble.ts';
import { duplicateTrouble, serviceTrouble } from '../../visit/devices.ts';
import type { ChosenSlot, IdentifiedPerson, IdentityConfirmation, VisitFacts } from '../../visit/facts.ts';
import type { StepInput } from '../../visit/step.ts';
import type { OfficeRequest, StateAfterOfficeAnswer } from './dealing.ts';
import { codeCharacterOf, MAX_REFERENCE_LETTERS, readReference } from './reference-code.ts';

/** `incomplete`: symbols are missing. `mistyped`: the check digits do not match. `unknown`: this person has no such application. */
export type ReferenceCodeProblem = 'incomplete' | 'mistyped' | 'unknown' | UnansweredCode;

/** `show-qr`: no receipt can be printed now. */
export type FoundPageAction = 'review' | 'print' | 'show-qr' | 'ask-again' | 'begin' | 'check-in' | 'reply';

export type FindInput = StepInput<never, 'booking', 'lookUps'>;

export interface FindContext extends FindInput {
  readonly code: string;
  readonly problem: ReferenceCodeProblem | null;
  readonly lookUps: number;
  readonly person: IdentifiedPerson | null;
  readonly found: FoundApplication | null;
  readonly wanted: OfficeRequest | null;
  /** Key of a request without an answer. */
  readonly dealKey: string | null;
  readonly after: StateAfterOfficeAnswer;
  readonly done: OfficeRequest['do'] | null;
  readonly note: 'refused' | TroubleCode | null;
  readonly slot: ChosenSlot | null;
  readonly confirmed: IdentityConfirmation | null;
  readonly reply: OfficerReply | null;
  readonly innerWaits: boolean;
}

/** Most unknown codes: then only staff can help. */
export const MAX_WRONG_CODES = 3;

type Change = Partial<FindContext>;

export function typeReferenceKey({ code }: FindContext, key: string): Change {
  const kept = codeCharacterOf(key);
  return kept === null || code.length >= MAX_REFERENCE_LETTERS ? {} : { code: code + kept, problem: null };
}

export const eraseReferenceKey = ({ code }: FindContext): Change => ({ code: code.slice(0, -1), problem: null });

export function checkTypedReference({ code }: FindContext): Change {
  const read = readReference(code);
  return { problem: typeof read === 'string' ? read : null };
}

export const mayTypeCode = ({ lookUps }: Pick<FindContext, 'lookUps'>): boolean => lookUps < MAX_WRONG_CODES;

export const canLookUpCode = (context: FindContext): boolean =>
  mayTypeCode(context) && typeof readReference(context.code) !== 'string';

export function referenceOf({ code, found }: FindContext): string {
  if (found) return found.reference;
  const read = readReference(code);
  if (typeof read === 'string') throw new Error('this state needs a whole code');
  return read.reference;
}

/** Whether the number of the application is known. If not, the kiosk looks up the person's appointment. */
export const isReferenceKnown = ({ booking, found }: FindContext): boolean => booking === undefined || found !== null;

/**
 * Back to the code page. If the back office did not answer, the kiosk keeps the card that was read. Otherwise the kiosk asks for the card
 * again: the citizen may have shown the wrong card.
 */
export const backToReferenceCode = (
  { lookUps, person }: FindContext,
  problem: ReferenceCodeProblem | null,
): Change => ({
  problem,
  found: null,
  person: problem === null || problem === 'unknown' ? null : person,
  confirmed: null,
  reply: null,
  lookUps: lookUps + (problem === 'unknown' ? 1 : 0),
});

export function foundInFindStep({ found }: FindContext): FoundApplication {
  if (!found) throw new Error('this state needs a found application');
  return found;
}

export function serviceOfFound({ catalogue, found }: FindContext): Service | null {
  const service = catalogue.services.find(({ id }) => id === found?.service);
  return service?.tiers.some(({ id }) => id === found?.tier) ? service : null;
}

/** What the page's button does, or `null`. The owner of an open application has shown the card. */
export function pageActionOf(context: FindContext): FoundPageAction | null {
  const found = foundInFindStep(context);
  const service = serviceOfFound(context);
  if (found.state === 'held') return 'ask-again';
  if (found.state === 'registered') return nextOfRegistered(context, found, service);
  if (!service || serviceTrouble(service, context.devices, found.state === 'open') !== null) return null;
  return found.state === 'closed' ? 'begin' : 'review';
}

function nextOfRegistered(context: FindContext, { standing }: FoundApplication, service: Service | null) {
  const entry = standing?.appointment?.entry;
  if (entry === 'open') return 'check-in';
  if (!service) return null;
  // Only a citizen who showed a card may read the officer's answer.
  if (standing?.reply && context.person !== null) return 'reply';
  if (entry === 'checked-in') return null;
  if (canPrintDuplicate(context)) return 'print';
  return service.paper === 'receipt' ? 'show-qr' : null;
}

/** Whether one more paper of a registered application can be printed now. */
export function canPrintDuplicate(context: FindContext): boolean {
  const service = serviceOfFound(context);
  if (!service || foundInFindStep(context).state !== 'registered') return false;
  if (service.paper === 'ticket' && !hasTicket(context)) return false;
  return duplicateTrouble(service, context.devices) === null;
}

/**
 * A queue ticket has no name, so it is never printed again. The person of an appointment can print its ticket again, before check-in
 * opens or after check-in.
 */
function hasTicket({ found, person }: FindContext): boolean {
  const { registered, standing } = found ?? {};
  const entry = standing?.appointment?.entry;
  return person !== null && Boolean(registered?.appointment) && (entry === 'early' || entry === 'checked-in');
}

export function serviceTroubleOfFound(context: FindContext): TroubleCode | null {
  const { devices } = context;
  const { state } = foundInFindStep(context);
  const service = serviceOfFound(context);
  if (!service) return null;
  return state === 'registered'
    ? duplicateTrouble(service, devices)
    : serviceTrouble(service, devices, state === 'open');
}

/** Facts of the found application for the visit. If it is registered, its price is the paid price. Otherwise it gets a new quote. */
export function factsOfFound(context: FindContext): Partial<VisitFacts> {
  const { lookUps, person } = context;
  const found = foundInFindStep(context);
  const service = serviceOfFound(context);
  const tier = service?.tiers.find(({ id }) => id === found.tier);
  if (!service || !tier) return { lookUps };
  if (found.state === 'closed') return { lookUps, service };
  return {
    lookUps,
    found,
    service,
    tier,
    ...(found.state === 'registered' && { quote: quoteAsPaid(found, tier) }),
    ...(context.done === 'move' && { moved: true as const }),
    answers: found.answers,
    ...(person && { person }),
  };
}

/** The paid quote. Its lines are known if the sum is a price of this catalogue. */
export function quoteAsPaid({ amount, tariffDate }: FoundApplication, { prices }: PriceTier): Quote {
  const price = prices.find((each) => each.from === tariffDate && priceSum(each) === amount);
  // An unpaid service that is not free is paid at the window, which alone knows its price.
  const isFree = prices.some((each) => priceSum(each) === 0);
  return {
    id: null,
    at: amount > 0 || isFree ? 'kiosk' : 'window',
    lines: price ? quoteLinesOf(price) : [{ kind: 'duty', amount }],
    total: amount,
    tariffDate,
  };
}

function paidBy(payment: PaymentProof): MoneyState {
  if ('notes' in payment) return 'cash';
  return 'terminalId' in payment ? 'taken' : 'with-credit';
}

/** Place of the money of the found application, as the back office knows it. */
export function moneyStateOfFound({ state, withdrawn, payment, amount, standing }: FoundApplication): MoneyState {
  if (amount === 0) return 'none';
  if (state === 'registered') return payment ? paidBy(payment) : 'taken';
  if (state === 'held') return 'unknown';
  if (standing?.cancelled && payment) return paidBy(payment);
  // `money-returned`: a withdrawn card payment. A final refusal means notes, which the kiosk keeps.
  if (withdrawn === 'credited' || withdrawn === 'refused') return 'credited';
  return withdrawn === 'money-returned' ? 'returned' : 'not-taken';
}
