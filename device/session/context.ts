import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { BackOfficeTrouble, LodgeRequest, Registered, RegisterTrouble } from '../back-office/contract.ts';
import { copiesIn } from '../catalogue/copies.ts';
import type { Catalogue, Service, ServiceTier } from '../catalogue/schema.ts';
import type { Credit } from '../ledger/cash.ts';
import type { DoubtAbout } from '../ledger/entries.ts';
import type { ServiceUse } from '../ledger/service-use.ts';
import type { ApprovalOnPaper } from '../receipt/payment-lines.ts';
import type { Display } from '../words/display.ts';
import type { Language } from '../words/language.ts';
import { type MoneyState, stillToPay, type UsedCredit } from '../words/money.ts';
import type { SlipState } from '../words/paper-kind.ts';
import type { Quote } from '../words/quote.ts';
import type { TroubleCode, Unanswered } from '../words/trouble.ts';
import { MOST_WRONG_CREDITS } from './credit.machine.ts';
import type { AccessesOutput } from './data-use.ts';
import type { CheckedDocument } from './document.ts';
import type { AskedMessage } from './phone-message.ts';
import type { StepKind } from './steps/registry.ts';
import { type Devices, isCardLeft, serviceTrouble, waysToPay } from './visit/devices.ts';
import type { ChosenSlot, Facts, Person } from './visit/facts.ts';
import type { Common } from './visit/step.ts';
import { ticketBeside } from './visit/window-ticket.ts';

export interface SessionInput {
  /** Counted by the kiosk since its start: which visit this is. */
  readonly visit: number;
  readonly language: Language;
  readonly display: Display;
  readonly devices: Devices;
  readonly catalogue: Catalogue;
  /** ISO date of this visit, in the centre's time zone. */
  readonly today: string;
  /** Whether `today` can be believed: without that no day is promised. */
  readonly dated: boolean;
  /** How often each service was had here of late, before today. */
  readonly used: ServiceUse;
  /** Handed over by the visit before, which ended with *another service*. */
  readonly known: Person | null;
  /** The id of the service that the visit begins with; `null`: it is chosen. */
  readonly again: string | null;
  /** The list of a person who paid dues from it in the visit before, to pay the rest; `null`: the visit starts without a list. */
  readonly list: OwnList | null;
}

/** The owner of a list of dues, and the confirmation of the owner's identity. */
export type OwnList = Pick<Facts, 'person' | 'confirmed' | 'tier'>;

/** What a visit hands over to the next one when it ends with *another service*: who it is, and how they see the glass. */
export type HandedOver = Pick<SessionInput, 'language' | 'display' | 'known' | 'again' | 'list'>;

/** The outcome of one due of a payment for several. */
export interface DueOutcome {
  readonly amount: Qepik;
  /** `null`: the office refused the due, and its amount became the credit. */
  readonly registered: Registered | null;
  readonly credit: Credit | null;
}

/** Everything known of a visit. It dies with the session actor: nothing of it is kept anywhere else. */
export interface SessionContext extends Omit<SessionInput, 'known' | 'again' | 'list'> {
  /** What the steps found out. Of these, paying reads `quote` alone. */
  readonly facts: Partial<Facts>;
  /** The steps that are done, each with the facts that it needed then: if one of them changes, the step is taken again. */
  readonly done: { readonly [K in StepKind]?: readonly unknown[] };
  /** How the next step opens. */
  readonly opening: Pick<Common, 'only' | 'from'>;
  /** The step on the screen asks for a card. */
  readonly asksForCard: boolean;
  /** The page waits for the office. */
  readonly waitsForOffice: boolean;
  readonly applicationId: string | null;
  /** Content of the first lodging. The key allows no other content, even if the language or the day has changed since. */
  readonly lodging: Pick<LodgeRequest, 'language' | 'ready'> | null;
  readonly reference: string | null;
  /** Number of the application that this visit gave up to try again: the citizen may hold its slip. */
  readonly previous: string | null;
  readonly method: 'card' | 'cash' | 'credit' | null;
  readonly approval: ApprovalOnPaper | null;
  /** Paid in notes of together so much, in qəpik. */
  readonly paidCash: Qepik | null;
  /** The part of the price that a credit pays; `null`: no credit is used. */
  readonly reserved: UsedCredit | null;
  /** Number of wrong credit codes in this visit. */
  readonly wrongCredits: number;
  /** Credit code for which the office's answer is lost, or `null`. */
  readonly askedCredit: string | null;
  readonly credit: Credit | null;
  readonly registered: Registered | null;
  /** The outcome of each due of a payment for several; empty: the payment is for one application. */
  readonly dues: readonly DueOutcome[];
  /** That it is in the public log, for the code on paper and glass; with it the salt, which is nowhere else. */
  readonly proof: string | null;
  /** Local date and time of payment or registration, `YYYY-MM-DDTHH:MM`; `null` before, and where no clock can be believed. */
  readonly at: string | null;
  readonly trouble: { readonly code: TroubleCode; readonly money: MoneyState } | null;
  /** Sum in the cassette at the stop. The page shows it until the slip is printed. */
  readonly stoppedAt: Qepik;
  /** Number of requests to register that got no answer. */
  readonly attempts: number;
  /** Why the last attempt to register got no answer. */
  readonly unanswered: Unanswered | null;
  /** The number of the paper that is printed once more. */
  readonly duplicate: number | null;
  /** The visit of the application printed no paper, so the first duplicate of the office is the first paper. */
  readonly firstUnprinted: boolean;
  /** What comes out is the document itself, on sheets: decided when it is lodged, before anything is paid. */
  readonly onSheets: boolean;
  /** What the office sealed; `null` until it was read. */
  readonly document: CheckedDocument | null;
  /** Why it could not be read, or `null`. */
  readonly documentTrouble: TroubleCode | null;
  /** Instead of the document a copy for information comes from the roll. */
  readonly tookCopy: boolean;
  readonly staffCalled: boolean;
  readonly printed: boolean;
  /** Slips for this application: the slip that waits or is printed now, and the results of the other slips. */
  readonly slips: { readonly [A in DoubtAbout]?: SlipState };
  readonly survey: 1 | 2 | 3 | 4 | 5 | null;
  /** To the phone of the register; `null`: nobody asked for one. */
  readonly message: AskedMessage | null;
  /** What was read about somebody, by the office's log; `null` until there is an answer. */
  readonly accesses: AccessesOutput | null;
  /** The visit ends so that another begins. */
  readonly another: boolean;
  /** It begins with the service of this one. */
  readonly again: boolean;
}

/** A step that nobody came to before. */
export const OPENS_NEW: SessionContext['opening'] = { only: null, from: 'before' };

export function freshContext(input: SessionInput): SessionContext {
  const { visit, language, display, devices, catalogue, today, dated, used, known, again, list } = input;
  return {
    visit,
    language,
    display,
    devices,
    catalogue,
    today,
    dated,
    used,
    facts: { ...(known && { known }), ...(again !== null && { again }), ...list },
    done: {},
    opening: OPENS_NEW,
    asksForCard: false,
    waitsForOffice: false,
    applicationId: null,
    lodging: null,
    reference: null,
    previous: null,
    method: null,
    approval: null,
    paidCash: null,
    reserved: null,
    wrongCredits: 0,
    askedCredit: null,
    credit: null,
    registered: null,
    dues: [],
    proof: null,
    at: null,
    trouble: null,
    stoppedAt: 0,
    attempts: 0,
    unanswered: null,
    duplicate: null,
    firstUnprinted: false,
    onSheets: false,
    document: null,
    documentTrouble: null,
    tookCopy: false,
    staffCalled: false,
    printed: false,
    slips: {},
    survey: null,
    message: null,
    accesses: null,
    another: false,
    again: false,
  };
}

/** The service of this visit, in the states that have one. */
export function serviceOf({ facts }: SessionContext): Service {
  if (!facts.service) throw new Error('this state needs a chosen service');
  return facts.service;
}

export function tierOf({ facts }: SessionContext): ServiceTier {
  if (!facts.tier) throw new Error('this state needs a chosen tier');
  return facts.tier;
}

/** What this application costs: all that paying knows of it. */
export function quoteOf({ facts }: SessionContext): Quote {
  if (!facts.quote) throw new Error('this state needs a quote');
  return facts.quote;
}

/** The appointment that is held and not lodged yet. Once lodged, it belongs to the application, whatever the kiosk does. */
export const heldSlot = ({ facts: { slot }, reference }: SessionContext): ChosenSlot | null =>
  slot && !slot.lost && reference === null ? slot : null;

/** How many of the document are wanted. */
export const copiesOf = ({ facts }: SessionContext): number => copiesIn(facts.answers);

/** The part of the price that card or notes have to pay. */
export const toPayOf = (context: SessionContext): Qepik =>
  stillToPay({ amount: quoteOf(context).total, ...(context.reserved && { credit: context.reserved }) });

/** Whether a credit covers the price. */
export const isCovered = (context: SessionContext): boolean => context.reserved !== null && toPayOf(context) === 0;

/**
 * Why the page takes no credit code now; `null`: it takes one. A credit does not pay for several dues.
 */
export function creditClosed(context: SessionContext): 'several-dues' | 'used' | 'wrong-codes' | Unanswered | null {
  const { devices, reserved, wrongCredits } = context;
  if (quoteOf(context).parts) return 'several-dues';
  if (reserved) return 'used';
  if (wrongCredits >= MOST_WRONG_CREDITS) return 'wrong-codes';
  return devices.office.answers ? null : 'BKO-101';
}

/** Whether the page of the ways to pay comes: the citizen has a choice. Without card and notes, a credit could not pay the rest. */
export function choosesWay(context: SessionContext): boolean {
  const ways = waysToPay(context.devices).length;
  return ways > 1 || (ways === 1 && creditClosed(context) === null);
}

/** Whose card was read, or `null`. */
export const documentOf = ({ facts }: SessionContext): IdentityDocument | null => facts.person?.document ?? null;

/** What stops this visit from going on with its service now, or `null`. */
export const visitTrouble = (context: SessionContext): TroubleCode | null =>
  serviceTrouble(serviceOf(context), context.devices, context.facts.person !== undefined, copiesOf(context));

/** The service that gives a number for the window in place of a copy for information, or `null`. */
export const ticketOf = (context: SessionContext): Service | null =>
  ticketBeside(serviceOf(context), context.devices, context.catalogue);

/** Whether to say that the card has to be taken out. */
export const cardToTake = ({ facts: { person }, devices }: SessionContext, firstOrLast: boolean): boolean =>
  person !== undefined && isCardLeft(devices, firstOrLast && !person.handedOver);

/** Whether the citizen could leave a card in the reader. It was read in this visit, or by a reader that can tell it is seen there. */
export const mayLeaveCard = ({ facts: { person }, devices }: SessionContext): boolean =>
  isCardLeft(devices, person !== undefined);

/** What the visit ends with: `null`, or what the next one is told. */
export function handedOver({ another, again, language, display, facts }: SessionContext): HandedOver | null {
  const { person, service, confirmed, tier } = facts;
  if (!another) return null;
  const known = person ? ({ ...person, handedOver: true } as const) : null;
  const list =
    again && service?.due === 'person' && known && confirmed && tier ? { person: known, confirmed, tier } : null;
  return { language, display, known, again: again ? (service?.id ?? null) : null, list };
}

/** The application of this visit, in the states that have one. */
export function applicationIdOf(context: SessionContext): string {
  if (!context.applicationId) throw new Error('this state needs an application');
  return context.applicationId;
}

/** Whether the citizen paid in this visit. Then the receipt is printed on the roll, even if the kiosk prints sheets too. */
export const isPaid = ({ approval, paidCash, reserved }: SessionContext): boolean =>
  approval !== null || paidCash !== null || reserved !== null;

/** Where the money of a visit is once it is paid, and `unpaid` before. */
export function moneyOf({ approval, paidCash, reserved }: SessionContext, unpaid: MoneyState): MoneyState {
  if (approval) return 'taken';
  if (paidCash !== null) return 'cash';
  return reserved ? 'with-credit' : unpaid;
}

/** What the citizen is told of what the back office did not do. */
export const codeOf = (error: BackOfficeTrouble): TroubleCode =>
  error.kind === 'refused' && error.reason === 'not-confirmed' ? 'BKO-116' : error.code;

/** Why a registration got no answer. If the office still works on it, the office is not away. */
export function unansweredBy({ kind }: RegisterTrouble): Unanswered {
  if (kind === 'busy' || kind === 'in-progress') return 'BKO-109';
  return kind === 'foreign' ? 'BKO-110' : 'BKO-101';
}
