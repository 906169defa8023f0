import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';
import type { Qepik } from '../../drivers/money.ts';
import type {
  BackOfficeTrouble,
  LodgeRequest,
  RegisteredApplication,
  RegistrationTrouble,
} from '../back-office/contract.ts';
import { copiesIn } from '../catalogue/copies.ts';
import type { Catalogue, PriceTier, Service } from '../catalogue/schema.ts';
import type { ApplicationCredit } from '../ledger/cash.ts';
import type { DoubtSubject } from '../ledger/entries.ts';
import type { ServiceUse } from '../ledger/service-use.ts';
import type { ApprovalOnPaper } from '../receipt/payment-lines.ts';
import type { DisplaySettings } from '../words/display.ts';
import type { Language } from '../words/language.ts';
import { type MoneyState, purchaseRestToPay, type UsedCredit } from '../words/money.ts';
import type { SlipState } from '../words/paper-kind.ts';
import type { Quote } from '../words/quote.ts';
import type { TroubleCode, UnansweredCode } from '../words/trouble.ts';
import { MOST_WRONG_CREDITS } from './credit.machine.ts';
import type { AccessesOutput } from './data-use.ts';
import type { CheckedDocument } from './document.ts';
import type { PhoneMessageState } from './phone-message.ts';
import type { StepKind } from './steps/registry.ts';
import { type Devices, mayCardBeLeft, serviceTrouble, waysToPay } from './visit/devices.ts';
import type { ChosenSlot, IdentifiedPerson, VisitFacts } from './visit/facts.ts';
import { mayCardBeLeftBy } from './visit/identified.ts';
import type { ParkedSlip } from './visit/parked.ts';
import type { StepBaseInput } from './visit/step.ts';
import { queueTicketInsteadOf } from './visit/window-ticket.ts';

export interface SessionInput {
  /** Number of this visit since the start of the kiosk. */
  readonly visit: number;
  readonly language: Language;
  readonly display: DisplaySettings;
  readonly devices: Devices;
  readonly catalogue: Catalogue;
  /** ISO date in the centre's time zone. */
  readonly today: string;
  /** Whether the clock is set. If not, the kiosk promises no day. */
  readonly dated: boolean;
  readonly used: ServiceUse;
  readonly known: IdentifiedPerson | null;
  /** Id of the service that opens at once; `null`: the citizen chooses. */
  readonly again: string | null;
  /** Owner of the list of dues in the previous visit. */
  readonly list: DueListOwner | null;
}

export type DueListOwner = Pick<VisitFacts, 'person' | 'confirmed' | 'tier'>;

export type NextVisitInput = Pick<SessionInput, 'language' | 'display' | 'known' | 'again' | 'list'>;

export interface DueOutcome {
  readonly amount: Qepik;
  /** Registered application of the due; `null`: the office refused the due, and its amount became the credit. */
  readonly registered: RegisteredApplication | null;
  readonly credit: ApplicationCredit | null;
}

/** Data of one visit. Dies with the session actor, and is stored nowhere else. */
export interface SessionContext extends Omit<SessionInput, 'known' | 'again' | 'list'> {
  readonly facts: Partial<VisitFacts>;
  /** Done steps, with the facts that each needed: if such a fact changes, the step is taken again. */
  readonly done: { readonly [K in StepKind]?: readonly unknown[] };
  readonly opening: Pick<StepBaseInput, 'only' | 'from'>;
  /** Entries so far in the open step, for parking the visit; `null`: none. */
  readonly openEntries: Partial<VisitFacts> | null;
  /** Slip of the parked visit, after the kiosk forgot the visit's data; `null`: the visit is not parked. */
  readonly parked: ParkedSlip | null;
  readonly asksForCard: boolean;
  readonly waitsForOffice: boolean;
  /** Whether the step's page ends by itself: no idle warning. */
  readonly endsByItself: boolean;
  readonly applicationId: string | null;
  /** Language and day of the first lodging: under its key the office accepts no others. */
  readonly lodging: Pick<LodgeRequest, 'language' | 'ready'> | null;
  readonly reference: string | null;
  /** Earlier reference, given up when the citizen tried again: a slip may name it. */
  readonly previous: string | null;
  readonly method: 'card' | 'cash' | 'credit' | null;
  readonly approval: ApprovalOnPaper | null;
  readonly paidCash: Qepik | null;
  readonly reserved: UsedCredit | null;
  readonly wrongCredits: number;
  /** Credit code about which the office did not answer. */
  readonly askedCredit: string | null;
  readonly credit: ApplicationCredit | null;
  readonly registered: RegisteredApplication | null;
  /** Empty unless several dues are paid. */
  readonly dues: readonly DueOutcome[];
  /**
   * Proof that the public log has the application, for the QR code on paper and screen. The salt of the log's hash is stored nowhere else.
   */
  readonly proof: string | null;
  /** Local time of payment or registration, `YYYY-MM-DDTHH:MM`; `null` before, or if the clock is not set. */
  readonly at: string | null;
  readonly trouble: { readonly code: TroubleCode; readonly money: MoneyState } | null;
  /** Qəpik in the cassette; the page shows them until the slip is printed. */
  readonly stoppedAt: Qepik;
  readonly attempts: number;
  readonly unanswered: UnansweredCode | null;
  readonly duplicate: number | null;
  /** Whether the application has no paper yet: then the first duplicate is its first paper. */
  readonly firstUnprinted: boolean;
  /** Whether sheets are printed. Decided at lodging, before any payment. */
  readonly onSheets: boolean;
  readonly document: CheckedDocument | null;
  readonly documentTrouble: TroubleCode | null;
  readonly tookCopy: boolean;
  /** Whether a page of more than 100 words is open. */
  readonly reading: boolean;
  readonly printed: boolean;
  /** State of each slip. A slip that waits until another slip is printed is also `printing`. */
  readonly slips: { readonly [A in DoubtSubject]?: SlipState };
  readonly survey: 1 | 2 | 3 | 4 | 5 | null;
  readonly message: PhoneMessageState | null;
  /** Accesses to the citizen's data in the office's log; `null`: no answer yet. */
  readonly accesses: AccessesOutput | null;
  readonly another: boolean;
  readonly again: boolean;
}

export const OPEN_AT_FIRST_PAGE: SessionContext['opening'] = { only: null, from: 'before' };

export function initialContext(input: SessionInput): SessionContext {
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
    opening: OPEN_AT_FIRST_PAGE,
    openEntries: null,
    parked: null,
    asksForCard: false,
    waitsForOffice: false,
    endsByItself: false,
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
    reading: false,
    printed: false,
    slips: {},
    survey: null,
    message: null,
    accesses: null,
    another: false,
    again: false,
  };
}

export function serviceOf({ facts }: SessionContext): Service {
  if (!facts.service) throw new Error('this state needs a chosen service');
  return facts.service;
}

export function priceTierOf({ facts }: SessionContext): PriceTier {
  if (!facts.tier) throw new Error('this state needs a chosen tier');
  return facts.tier;
}

export function quoteOf({ facts }: SessionContext): Quote {
  if (!facts.quote) throw new Error('this state needs a quote');
  return facts.quote;
}

/** The appointment that is held and not lodged yet. After lodging it belongs to the application. */
export const unlodgedSlotOf = ({ facts: { slot }, reference }: SessionContext): ChosenSlot | null =>
  slot && !slot.lost && reference === null ? slot : null;

export const copiesOf = ({ facts }: SessionContext): number => copiesIn(facts.answers);

export const visitRestToPay = (context: SessionContext): Qepik =>
  purchaseRestToPay({ amount: quoteOf(context).total, ...(context.reserved && { credit: context.reserved }) });

export const isCoveredByCredit = (context: SessionContext): boolean =>
  context.reserved !== null && visitRestToPay(context) === 0;

/** Why the page takes no credit code now; `null`: it takes one. A credit cannot pay several dues. */
export function whyNoCredit(context: SessionContext): 'several-dues' | 'used' | 'wrong-codes' | UnansweredCode | null {
  const { devices, reserved, wrongCredits } = context;
  if (quoteOf(context).parts) return 'several-dues';
  if (reserved) return 'used';
  if (wrongCredits >= MOST_WRONG_CREDITS) return 'wrong-codes';
  return devices.office.answers ? null : 'BKO-101';
}

/** Whether the citizen can choose how to pay. Without card and notes, a credit could not pay the rest. */
export function hasPaymentChoice(context: SessionContext): boolean {
  const ways = waysToPay(context.devices).length;
  return ways > 1 || (ways === 1 && whyNoCredit(context) === null);
}

export const visitDocumentOf = ({ facts }: SessionContext): IdentityDocument | null => facts.person?.document ?? null;

export const serviceTroubleOfVisit = (context: SessionContext): TroubleCode | null =>
  serviceTrouble(serviceOf(context), context.devices, context.facts.person !== undefined, copiesOf(context));

/** The service that gives a number for the window in place of a copy for information, or `null`. */
export const queueTicketServiceOf = (context: SessionContext): Service | null =>
  queueTicketInsteadOf(serviceOf(context), context.devices, context.catalogue);

export const asksToTakeCard = ({ facts: { person }, devices }: SessionContext, firstOrLast: boolean): boolean =>
  person !== undefined && mayCardBeLeftBy(person, devices, firstOrLast);

/** Whether a card may still be in the reader. If the reader cannot tell: whether this visit read a card. */
export const mayCardBeInReader = ({ facts: { person }, parked, devices }: SessionContext): boolean =>
  mayCardBeLeft(devices, parked !== null || (person !== undefined && person.assurance !== 'phone'));

/** What the next visit gets; `null`: no other visit follows. */
export function nextVisitInputOf({ another, again, language, display, facts }: SessionContext): NextVisitInput | null {
  const { person, service, confirmed, tier } = facts;
  if (!another) return null;
  const handed = person ? ({ ...person, handedOver: true } as const) : null;
  // A confirmation on the phone is for one service.
  const known = person?.assurance === 'phone' ? null : handed;
  const list =
    again && service?.due === 'person' && handed && confirmed && tier ? { person: handed, confirmed, tier } : null;
  return { language, display, known, again: again ? (service?.id ?? null) : null, list };
}

export function applicationIdOf(context: SessionContext): string {
  if (!context.applicationId) throw new Error('this state needs an application');
  return context.applicationId;
}

/** Whether the citizen paid in this visit. Then the receipt is printed on the roll, even if the kiosk prints sheets too. */
export const isVisitPaid = ({ approval, paidCash, reserved }: SessionContext): boolean =>
  approval !== null || paidCash !== null || reserved !== null;

/** What became of the citizen's money; `unpaid` if nothing was paid in this visit. */
export function moneyStateOf({ approval, paidCash, reserved }: SessionContext, unpaid: MoneyState): MoneyState {
  if (approval) return 'taken';
  if (paidCash !== null) return 'cash';
  return reserved ? 'with-credit' : unpaid;
}

export const codeOfOfficeTrouble = (error: BackOfficeTrouble): TroubleCode =>
  error.kind === 'refused' && error.reason === 'not-confirmed' ? 'BKO-116' : error.code;

/** Trouble code of a registration without an answer. `BKO-109` means that the office is busy, or still works on the registration. */
export function codeOfUnansweredRegistration({ kind }: RegistrationTrouble): UnansweredCode {
  if (kind === 'busy' || kind === 'in-progress') return 'BKO-109';
  return kind === 'foreign' ? 'BKO-110' : 'BKO-101';
}
