import { type ActorLogic, and, assign, fromPromise, not, or, raise, setup, stateIn } from 'xstate';
import type { Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble, RegisteredApplication, RegistrationTrouble } from '../back-office/contract.ts';
import type { ApplicationCredit } from '../ledger/cash.ts';
import type { DoubtSubject } from '../ledger/entries.ts';
import { waitOf } from '../words/display.ts';
import type { DueUnpayable } from '../words/due.ts';
import { isUnanswered, type TroubleCode } from '../words/trouble.ts';
import { cashMachine } from './cash.machine.ts';
import {
  copiesOf,
  type DueOutcome,
  hasPaymentChoice,
  isCoveredByCredit,
  isVisitPaid,
  type NextVisitInput,
  priceTierOf,
  quoteOf,
  type SessionContext,
  type SessionInput,
  serviceOf,
  serviceTroubleOfVisit,
  unlodgedSlotOf,
  whyNoCredit,
} from './context.ts';
import { creditMachine } from './credit.machine.ts';
import { type AccessesOutput, offersAccessList } from './data-use.ts';
import { printDocumentMachine } from './document.machine.ts';
import { DOCUMENT_PATIENCE_MS, type ReadDocumentOutput } from './document.ts';
import { canPark, PARKED_FROM, type ParkOutput } from './parking.ts';
import { paymentMachine } from './payment.machine.ts';
import { type MessageOutput, mayRequestMessage, messageAtRequest } from './phone-message.ts';
import { printingMachine } from './printing.machine.ts';
import * as routing from './routing.ts';
import { needsSlip, nextWaitingSlip, type SlipOrder, type SlipOutput } from './slips.ts';
import type { StepSnapshot } from './step-snapshot.ts';
import { type StepKind, VISIT_STEPS } from './steps/registry.ts';
import { canPrintOnSheets, printerTrouble, readerTrouble, waysToPay } from './visit/devices.ts';
import { newestDevicesOf, notProvided, type PresenceEvent, type ScanEvent, type StepEvent } from './visit/events.ts';
import type { VisitFacts } from './visit/facts.ts';
import { promisedReadyDate } from './visit/purchase.ts';
import type { StepBaseInput, StepEnd } from './visit/step.ts';

/** Another try under the same id lodges the same application. */
export interface LodgeOutput {
  readonly applicationId: string;
  readonly result: Result<{ readonly reference: string }, BackOfficeTrouble>;
}

/** Result of a registration. `at`: local date and time; `null`: the clock is not believed. */
export type RegistrationOutput = Result<
  {
    readonly registered: RegisteredApplication;
    readonly at: string | null;
    readonly credit: ApplicationCredit | null;
    readonly proof: string | null;
    readonly dues: readonly DueOutcome[];
  },
  RegistrationTrouble
>;

/** `credit`: `null` if no cash is owed. `at`: local date and time, or `null`. */
export interface GiveCreditOutput {
  readonly credit: ApplicationCredit | null;
  readonly at: string | null;
}

/** `first`: the application's first paper. */
export type DuplicateOutput = Result<
  { readonly applicationId: string; readonly number: number; readonly first: boolean; readonly at: string | null },
  BackOfficeTrouble
>;

export type SessionEvent =
  | StepEvent
  | ScanEvent
  | PresenceEvent
  | { readonly type: 'journey.moved' }
  | { readonly type: 'doubt.lasts'; readonly about: DoubtSubject };

/** Idle milliseconds until the warning. Why 60 s: chosen, not measured. WCAG 2.2.1 asks only for the warning. */
export const IDLE_MS = 60_000;
/** Idle milliseconds on the page *what is read*. Why 180 s: it has more than a hundred words. Not measured. */
export const READING_IDLE_MS = 180_000;
/** Touches after which the same page is open. */
const LEAVES_PAGE_OPEN = new Set(['citizen.stay', 'citizen.display', 'citizen.language', 'citizen.call-staff']);
/** Idle milliseconds until the warning after the person left. Why 15 s: a person picks up a dropped paper; not measured. */
export const ABSENT_MS = 15_000;
/** Milliseconds until the warning ends the visit. Why 30 s: WCAG 2.2.1 wants at least 20 s. */
export const IDLE_GRACE_MS = 30_000;
/** Milliseconds between registration attempts. Why 3 s: chosen, not measured. */
export const REGISTER_AGAIN_MS = 3_000;
/** Milliseconds between extensions of a hold. Why 240 s: two fit into an office's ten minutes, so one answer may be lost (decision 0026). */
export const EXTEND_HOLD_MS = 240_000;
/** Most registration attempts; then the visit ends, and the settlement goes on. */
export const MAX_REGISTER_ATTEMPTS = 20;

/** What *try again* does after the trouble of this visit; `null`: the page does not offer it. */
export function retryTargetOf(context: SessionContext): 'lodging' | 'paying' | null {
  const { trouble, reference } = context;
  if (isUnanswered(trouble?.code) && reference === null) return 'lodging';
  if (trouble?.code === 'BKO-106') return null;
  if (trouble?.code === 'BKO-107') return serviceTroubleOfVisit(context) === null ? 'lodging' : null;
  if (trouble?.money !== 'not-taken' || reference === null) return null;
  return serviceTroubleOfVisit(context) === null ? 'paying' : null;
}

type StepActor = ActorLogic<StepSnapshot, StepEvent, StepBaseInput & Partial<VisitFacts>>;

const stepActors = Object.fromEntries(
  Object.entries(VISIT_STEPS).map(([kind, { machine }]) => [kind, machine as unknown as StepActor]),
) as { readonly [K in StepKind]: StepActor };

/** In these states, only the child machine can end the visit of a leaving citizen. */
export const MONEY_OR_PAPER_STATES = [
  'paying',
  'payingCash',
  'crediting',
  'printing',
  'printingDocument',
  'parking',
] as const;

export const isInAnyState = (journeys: readonly string[]) =>
  or(journeys.map((journey) => stateIn({ visit: { journey } })));

export const sessionSetup = setup({
  types: {
    input: {} as SessionInput,
    context: {} as SessionContext,
    events: {} as SessionEvent,
    output: {} as NextVisitInput | null,
    children: {} as {
      readonly step: StepKind;
      readonly payment: 'pay';
      readonly cash: 'takeCash';
      readonly credit: 'takeCredit';
      readonly printing: 'print';
      readonly document: 'printDocument';
    },
  },
  actors: {
    ...stepActors,
    pay: paymentMachine,
    takeCash: cashMachine,
    takeCredit: creditMachine,
    print: printingMachine,
    readDocument: fromPromise<ReadDocumentOutput, SessionContext>(notProvided('readDocument')),
    printDocument: printDocumentMachine,
    lodge: fromPromise<LodgeOutput, SessionContext>(notProvided('lodge')),
    duplicate: fromPromise<DuplicateOutput, SessionContext>(notProvided('duplicate')),
    register: fromPromise<RegistrationOutput, { readonly applicationId: string }>(notProvided('register')),
    giveBack: fromPromise<Result<void, TroubleCode>, { readonly applicationId: string }>(notProvided('giveBack')),
    printSlip: fromPromise<SlipOutput, SlipOrder>(notProvided('printSlip')),
    giveCredit: fromPromise<GiveCreditOutput, SessionContext>(notProvided('giveCredit')),
    sendMessage: fromPromise<MessageOutput, SessionContext>(notProvided('sendMessage')),
    park: fromPromise<ParkOutput, SessionContext>(notProvided('park')),
    readAccesses: fromPromise<AccessesOutput, { readonly applicationId: string }>(notProvided('readAccesses')),
  },
  guards: {
    isRegistered: ({ context }) => routing.isFoundRegistered(context),
    mayContinue: ({ context }) => readerTrouble(context.devices) === null,
    goesTo: ({ context }, kind: StepKind) => routing.nextStepOf(context) === kind,
    hasBefore: ({ context }, kind: StepKind) =>
      context.opening.only !== null || routing.stepBefore(context, kind) !== undefined,
    edits: ({ context, event }, kind: StepKind) =>
      event.type === 'citizen.edit' && routing.stepToEdit(context, event.what)?.kind === kind,
    mayPark: and([isInAnyState(PARKED_FROM), ({ context }) => canPark(context)]),
    nothingBlocks: ({ context }) => serviceTroubleOfVisit(context) === null,
    // If no card is asked for, a reader event is noise or another person: it must not keep answers on the screen.
    asksForCard: ({ context }) => context.asksForCard,
    costsMoney: ({ context }) => quoteOf(context).total > 0,
    doorIsOpen: ({ context }) => context.devices.doorOpen,
    isFree: ({ context }) => quoteOf(context).total === 0,
    choosesWay: ({ context }) => hasPaymentChoice(context),
    wayIsOpen: ({ context, event }) =>
      event.type === 'citizen.method' &&
      event.method !== 'credit' &&
      !isCoveredByCredit(context) &&
      waysToPay(context.devices).includes(event.method),
    takesCredit: ({ context, event }) =>
      event.type === 'citizen.method' && event.method === 'credit' && whyNoCredit(context) === null,
    paysWithCredit: ({ context }) => context.method === 'credit',
    isCovered: ({ context }) => isCoveredByCredit(context),
    usedCredit: ({ context }) => context.reserved !== null,
    paysInCash: ({ context }) => context.method === 'cash',
    retriesLodging: ({ context }) => retryTargetOf(context) === 'lodging',
    // The code on the phone confirmed only the given-up application.
    confirmsAnew: ({ context: { trouble, facts } }) =>
      trouble?.code === 'BKO-107' && (facts.confirmed?.by === 'code' || facts.person?.assurance === 'phone'),
    retriesPaying: ({ context }) => retryTargetOf(context) === 'paying',
    mayCopy: ({ context }) => !isVisitPaid(context) && printerTrouble(context.devices) === null,
    readsDocument: ({ context }) => context.onSheets && !context.tookCopy,
    isLodged: ({ context }) => context.reference !== null,
    paidByCard: ({ context }) => context.approval !== null,
    paidInCash: ({ context }) => context.paidCash !== null,
    hadEnoughAttempts: ({ context }) => context.attempts >= MAX_REGISTER_ATTEMPTS,
    trouble: ({ context }) => context.trouble !== null,
    slipIsDue: ({ context, event }) =>
      event.type === 'doubt.lasts' && context.slips[event.about] === undefined && needsSlip(context, event.about),
    mayHaveAgain: ({ context }) => serviceOf(context).due !== null,
    maySend: ({ context }) => mayRequestMessage(context),
    offersAccessList: ({ context }) => offersAccessList(context),
    accessesUnknown: ({ context }) => context.accesses?.ok === false,
    holdsSlot: ({ context }) => unlodgedSlotOf(context) !== null,
    slipWaits: ({ context }) => nextWaitingSlip(context) !== undefined,
    // A lodged application may have money in it: presence alone never hurries its citizen.
    leftBeforeLodging: ({ context, event }) =>
      event.type === 'presence.changed' && event.near === false && context.reference === null,
    cameBack: ({ event }) => event.type === 'presence.changed' && event.near === true,
    // In these states no warning interrupts: money or paper moves, or the state has its own end.
    mayLeave: and([
      not(
        isInAnyState([...MONEY_OR_PAPER_STATES, 'lodging', 'issuing', 'issuingAgain', 'givingBack', 'readingDocument']),
      ),
      ({ context }) => !context.endsByItself,
    ]),
  },
  actions: {
    noteDevices: assign({ devices: newestDevicesOf }),
    setLanguage: assign({
      language: ({ context, event }) => (event.type === 'citizen.language' ? event.language : context.language),
    }),
    setDisplay: assign({
      display: ({ context, event }) =>
        event.type === 'citizen.display' ? { ...context.display, ...event.set } : context.display,
    }),
    // Each touch uncovers the page, also a touch that says only that the citizen is there.
    uncover: assign({
      display: ({ context: { display }, event }) =>
        display.covered && event.type !== 'citizen.display' ? { ...display, covered: false } : display,
    }),
    endStep: assign(
      ({ context }, { kind, output }: { readonly kind: StepKind; readonly output: StepEnd | undefined }) =>
        output ? routing.changeAtStepEnd(context, kind, output) : {},
    ),
    noteMove: raise({ type: 'journey.moved' }),
    noteStep: assign(
      (_, step: Pick<SessionContext, 'asksForCard' | 'waitsForOffice' | 'endsByItself' | 'openEntries'>) => step,
    ),
    keepEntries: assign(({ context }) => routing.changeAtPark(context)),
    forgetPlace: assign(({ context: { facts } }) => {
      const { looking: _, ...rest } = facts;
      return { facts: rest };
    }),
    forgetChoice: assign(({ context }) => routing.resetForServiceChoice(context)),
    openEdited: assign(({ context, event }) =>
      event.type === 'citizen.edit' ? (routing.stepToEdit(context, event.what)?.change ?? {}) : {},
    ),
    openLast: assign(({ context }) => routing.changeAtBack(context, 'checking')),
    noteWay: assign({
      method: ({ context, event }) => (event.type === 'citizen.method' ? event.method : context.method),
    }),
    takeOnlyWay: assign({ method: ({ context }) => waysToPay(context.devices)[0] ?? 'card' }),
    // After `BKO-107` the settlement withdraws the application: another try is another application.
    forgetTrouble: assign(({ context: { trouble, facts, reference } }) => {
      if (trouble?.code !== 'BKO-107') return { trouble: null };
      const { found: _, ...rest } = facts;
      // Slips name the given-up application.
      return {
        trouble: null,
        reserved: null,
        askedCredit: null,
        applicationId: null,
        lodging: null,
        reference: null,
        previous: reference,
        slips: {},
        facts: rest,
      };
    }),
    forgetConfirmed: assign(({ context }) => routing.dropIdentityConfirmation(context)),
    // Nothing was lodged under this id: another price makes another application.
    forgetQuote: assign(({ context: { facts, done } }) => {
      const { quote: _quote, ...known } = facts;
      const { quote: _done, ...taken } = done;
      return { facts: known, done: taken, applicationId: null, lodging: null };
    }),
    loseSlot: assign(({ context: { facts } }) => ({
      facts: { ...facts, ...(facts.slot && { slot: { ...facts.slot, lost: true as const } }) },
      applicationId: null,
      lodging: null,
    })),
    noteBooking: assign(({ context: { facts } }) => {
      const { slot: _, ...rest } = facts;
      const booking = facts.service && facts.person && { service: facts.service.id, person: facts.person };
      return { facts: { ...rest, ...(booking && { booking }) }, applicationId: null, lodging: null };
    }),
    loseDue: assign(({ context }, gone: DueUnpayable) => routing.forgetUnpayableDue(context, gone)),
    extendHold: notProvided('extendHold'),
    releaseSlot: notProvided('releaseSlot'),
    noteLodging: assign({
      lodging: ({ context }) => {
        const { lodging, language } = context;
        return (
          lodging ?? {
            language,
            ready: priceTierOf(context).days > 0 ? promisedReadyDate(context.facts, context) : null,
          }
        );
      },
      onSheets: ({ context }) => canPrintOnSheets(serviceOf(context), context.devices, copiesOf(context)),
    }),
    takeCopy: assign({ tookCopy: true }),
    noteReading: assign({
      reading: ({ context, event: { type } }) =>
        type === 'citizen.what-is-read' || (context.reading && LEAVES_PAGE_OPEN.has(type)),
    }),
    noteScore: assign({
      survey: ({ context, event }) => (event.type === 'citizen.survey' ? event.score : context.survey),
    }),
    forgetAccesses: assign({ accesses: null }),
    noteMessage: assign({ message: ({ context }) => messageAtRequest(context) }),
    reportScore: notProvided('reportScore'),
    beginSlip: assign({
      slips: ({ context, event }) =>
        event.type === 'doubt.lasts' ? { ...context.slips, [event.about]: 'printing' as const } : context.slips,
    }),
    wantAnother: assign({ another: true }),
    wantAgain: assign({ another: true, again: true }),
    // After lodging, another service of this visit asks for the card again.
    forgetKnown: assign(({ context: { facts } }) => {
      const { known: _, ...rest } = facts;
      return { facts: rest };
    }),
    countAttempt: assign({ attempts: ({ context }) => context.attempts + 1 }),
  },
  delays: {
    idle: ({ context: { display, reading } }) => waitOf(display, reading ? READING_IDLE_MS : IDLE_MS),
    absent: ({ context: { display } }) => waitOf(display, ABSENT_MS),
    grace: ({ context: { display } }) => waitOf(display, IDLE_GRACE_MS),
    registerAgain: REGISTER_AGAIN_MS,
    documentPatience: DOCUMENT_PATIENCE_MS,
    extendHold: EXTEND_HOLD_MS,
  },
});
