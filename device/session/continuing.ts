import type { CardProof, FoundApplication } from '../back-office/contract.ts';
import { centreMoment } from '../clock/centre-time.ts';
import type { MoneyState } from '../words/money.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { SessionContext } from './context.ts';
import type { CodeProblem, FoundNext } from './continuing-screens.ts';
import { duplicateTrouble, serviceTrouble } from './devices.ts';
import { codeKey, LONGEST_CODE, readReference } from './reference-code.ts';

/** What a visit knows of the application that it continues. */
export interface Continuing {
  /** As it is typed. */
  readonly code: string;
  /** Why the code or the question came to nothing, or `null`. */
  readonly problem: CodeProblem | null;
  /** How many codes were not this person's. */
  readonly tries: number;
  readonly found: FoundApplication | null;
  /** The number of the paper that is printed once more. */
  readonly duplicate: number | null;
}

export const NOT_CONTINUING: Continuing = { code: '', problem: null, tries: 0, found: null, duplicate: null };

/** So many codes that are not this person's: after them only staff can help. */
export const MOST_TRIES = 3;

type Change = Partial<SessionContext>;

const change = ({ continuing }: SessionContext, changed: Partial<Continuing>): Change => ({
  continuing: { ...continuing, ...changed },
});

export function typeCode(context: SessionContext, key: string): Change {
  const { code } = context.continuing;
  const kept = codeKey(key);
  if (kept === null || code.length >= LONGEST_CODE) return {};
  return change(context, { code: code + kept, problem: null });
}

export const eraseCode = (context: SessionContext): Change =>
  change(context, { code: context.continuing.code.slice(0, -1), problem: null });

export function judgeCode(context: SessionContext): Change {
  const read = readReference(context.continuing.code);
  return change(context, { problem: typeof read === 'string' ? read : null });
}

export const mayTry = ({ continuing }: SessionContext): boolean => continuing.tries < MOST_TRIES;

export const codeIsRead = (context: SessionContext): boolean =>
  mayTry(context) && typeof readReference(context.continuing.code) !== 'string';

/** The reference of this visit's code, in the states that have one. */
export function referenceOf({ continuing }: SessionContext): string {
  const read = readReference(continuing.code);
  if (typeof read === 'string') throw new Error('this state needs a whole code');
  return read.reference;
}

/** What `takeUp` took; another application must not be thought paid because this one was. */
const NOTHING_TAKEN_UP = {
  service: null,
  tier: null,
  answers: {},
  registered: null,
  approval: null,
  paidCash: null,
  at: null,
} as const;

/** Another try. The card is asked for again unless it was the back office that did not answer: it may have been the wrong one. */
export const askAgain = (context: SessionContext, problem: CodeProblem | null): Change => ({
  ...NOTHING_TAKEN_UP,
  ...(problem === null || problem === 'unknown' ? { document: null, assurance: null } : {}),
  ...change(context, {
    problem,
    found: null,
    tries: context.continuing.tries + (problem === 'unknown' ? 1 : 0),
  }),
});

export function foundOf({ continuing }: SessionContext): FoundApplication {
  if (!continuing.found) throw new Error('this state needs a found application');
  return continuing.found;
}

/**
 * Takes up what was found: to be reviewed, quoted anew and paid where it is open, with what it was registered for where it is
 * registered. Without a service where this kiosk does not offer it.
 */
export function takeUp(context: SessionContext, found: FoundApplication): Change {
  const service = context.catalogue.services.find(({ id }) => id === found.service) ?? null;
  const tier = service?.tariff.tiers.find(({ id }) => id === found.tier) ?? null;
  const common = change(context, { found });
  if (!service || !tier) return { ...common, service: null, tier: null };
  if (found.state !== 'registered') return { ...common, service, tier, answers: found.answers };
  return {
    ...common,
    service: { ...service, tariff: { ...service.tariff, date: found.tariffDate } },
    tier: { ...tier, amount: found.amount },
    registered: found.registered,
    ...paid(found),
  };
}

function paid({ payment, registered }: FoundApplication): Change {
  // The clock of the kiosk that took the payment may not have been set.
  const at = centreMoment(registered?.registeredAt ?? payment?.at ?? '');
  if (payment === null) return { at };
  if ('notes' in payment) return { at, paidCash: payment.notes.reduce((sum, note) => sum + note, 0) };
  return { at, approval: approvalOf(payment) };
}

/** What the back office knows of a sale; the card's name and its last digits stayed at the kiosk that sold. */
function approvalOf({ terminalId, traceNumber, receiptNumber, amount }: CardProof) {
  const ref = { terminalId, traceNumber, receiptNumber };
  return { ref, amount, cardName: null, cardTail: null, authorisationCode: null };
}

/** What the one button of the page of a found application does; `null`: there is none. The card was read to come here. */
export function nextOf(context: SessionContext): FoundNext | null {
  const found = foundOf(context);
  const { service, devices } = context;
  if (found.state === 'held') return 'ask-again';
  // A queue ticket names nobody, so nobody can ask for it.
  if (!service || (found.state === 'registered' && service.paper === 'ticket')) return null;
  const offered = serviceTrouble(service, devices, found.state === 'open') === null;
  if (found.state === 'closed') return offered ? 'begin' : null;
  if (found.state === 'open') return offered ? 'review' : null;
  if (duplicateTrouble(service, devices) === null) return 'print';
  return service.paper === 'receipt' ? 'show-qr' : null;
}

/** The way in: a card of an earlier choice of this visit is not taken for this one. */
export const begin = ({ continuing: { tries } }: SessionContext): Change => ({
  document: null,
  assurance: null,
  continuing: { ...NOT_CONTINUING, tries },
});

/** Why there is no button although the application could go on, or `null`. */
export function blockedBy(context: SessionContext): TroubleCode | null {
  const { service, devices } = context;
  const { state } = foundOf(context);
  if (!service) return null;
  return state === 'registered'
    ? duplicateTrouble(service, devices)
    : serviceTrouble(service, devices, state === 'open');
}

/** Whether money has left the account for what was found, as far as the back office knows. */
export function moneyOfFound({ state, withdrawn, payment, amount }: FoundApplication): MoneyState {
  if (amount === 0) return 'none';
  if (state === 'registered') return payment && 'notes' in payment ? 'cash' : 'taken';
  if (state === 'held') return 'unknown';
  // What was paid by card is reversed and withdrawn as returned: who was refused for good had paid in notes, which are kept.
  if (withdrawn === 'credited' || withdrawn === 'refused') return 'credited';
  return withdrawn === 'money-returned' ? 'returned' : 'not-taken';
}
